export default function GraphView() {
  return <main>Graph</main>;
}
