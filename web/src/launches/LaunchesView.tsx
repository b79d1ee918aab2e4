export default function LaunchesView() {
  return <main>Launches</main>;
}
