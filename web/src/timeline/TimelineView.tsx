export default function TimelineView() {
  return <main>Timeline</main>;
}
