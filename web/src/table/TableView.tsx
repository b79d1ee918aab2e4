export default function TableView() {
  return <main>Table</main>;
}
