/** Ends of gestures: what they add to the draft, and what is said about it. */
import { linkOperation } from "../gesture/edits";
import { linkTypeOf, type Edit, type Pull } from "../gesture/gesture";
import { linkBetween } from "../gesture/linking";
import { edges } from "../lanes/culling";
import { scaleOf, type Control } from "./control";

/** Adds the outcome of a drag as one step; nothing where it changes nothing. */
export function commitEdit(control: Control, edit: Edit): void {
  const { chart } = control.scene;
  const { outcome } = edit;
  control.store.setState({ gesture: undefined });
  if (outcome === undefined) return;
  if (!outcome.allowed || outcome.operations.length === 0) {
    control.announce(`note.${outcome.note.key}`, noteValues(outcome.note.at, outcome.note.days));
    return;
  }
  const code = chart.codes[edit.row]!;
  const values = { code, count: edit.rows.length, ...noteValues(outcome.note.at, outcome.note.days), lane: edit.lane ?? "" };
  control.add(wordOf(edit), values, outcome.operations);
}

function wordOf(edit: Edit): string {
  if (edit.rows.length > 1) return "step.several";
  if (edit.lane !== undefined) return "step.lane";
  return edit.outcome?.note.key === "becomesFree" ? "step.free" : `step.${edit.mode}`;
}

export function noteValues(at: number | undefined, days: number | undefined): Record<string, string | number> {
  return { ...(at !== undefined && { at }), ...(days !== undefined && { days, percent: days }) };
}

/** Adds the link that was pulled; a loop or a link that is there already is refused and said. */
export function commitPull(control: Control, pull: Pull): void {
  const { chart } = control.scene;
  const type = linkTypeOf(pull);
  if (pull.target === undefined || type === undefined) {
    control.store.setState({ gesture: undefined });
    return;
  }
  const [from, to] = [chart.codes[pull.row]!, chart.codes[pull.target.row]!];
  if (pull.loop !== undefined) {
    control.announce("said.loop", { path: [from, ...pull.loop.map((row) => chart.codes[row]!)].join(" → ") });
    return;
  }
  control.store.setState({ gesture: undefined });
  if (linkBetween(chart, pull.row, pull.target.row) >= 0) control.announce("said.linkExists", { from, to });
  else control.add("step.link", { from, to, type }, [linkOperation(chart, pull.row, pull.target.row, type)]);
}

export function deleteLink(control: Control, link: number): void {
  const { chart } = control.scene;
  const { links, codes } = chart;
  const values = { from: codes[links.from[link]!]!, to: codes[links.to[link]!]! };
  control.selectLink(-1);
  control.add("step.unlink", values, [{ deleteDependency: links.ids[link]! }]);
}

/** Scrolls so that a row is seen, with some room around it. */
export function reveal(control: Control, row: number): void {
  const { scene, store } = control;
  const bar = scene.layout.barOf[row]!;
  if (bar < 0) return;
  const { left, top, width, height } = store.getState();
  const [x, end] = edges(scene.chart, scene.dates, scene.layout, scaleOf(control), row);
  const y = scene.layout.y[bar]!;
  const reach = scene.layout.size.line;
  const seenX = end > left + 24 && x < left + width - 48;
  const seenY = y - reach > top && y + reach < top + height;
  control.scrollTo(seenX ? undefined : x - width / 4, seenY ? undefined : y - height / 3);
}
