/** Keys in the tree: go, open and close, move and stretch by working days, pull a link. */
import type { Edit, Pull } from "../gesture/gesture";
import { aimed } from "../gesture/linking";
import { outcomeOf } from "../gesture/outcome";
import { workingDayAfter } from "../gesture/working";
import { dayStart } from "../time/days";
import { commitEdit, commitPull } from "./commit";
import { dragOf, type Control } from "./control";
import type { Entry } from "./entries";
import { editGesture } from "./pointer";

export interface TreeFocus {
  entries: readonly Entry[];
  /** Position of the entry with the focus. */
  at: number;
  go: (position: number) => void;
}

type Stroke = Pick<KeyboardEvent, "key" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey">;

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -5, ArrowDown: 5 };

/** Does what a key asks for; returns whether it did anything. */
export function pressKey(stroke: Stroke, focus: TreeFocus, control: Control): boolean {
  const entry = focus.entries[focus.at];
  if (entry === undefined) return false;
  const { gesture } = control.store.getState();
  if (gesture?.kind === "link" && linkKey(stroke, gesture, control)) return true;
  if (stroke.altKey) return entry.row >= 0 && nudge(stroke, entry, control);
  if (stroke.ctrlKey || stroke.metaKey) return false;
  return goKey(stroke, focus) || laneKey(stroke, focus, entry, control) || rowKey(stroke, entry, control);
}

function goKey({ key }: Stroke, { entries, at, go }: TreeFocus): boolean {
  const page = 10;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: entries.length - 1 }[key];
  if (to === undefined) return false;
  go(Math.min(entries.length - 1, Math.max(0, to)));
  return true;
}

function laneKey({ key }: Stroke, { entries, at, go }: TreeFocus, entry: Entry, control: Control): boolean {
  const lane = control.scene.layout.lanes[entry.lane]!;
  const close = key === "ArrowLeft" || key === "-";
  const open = key === "ArrowRight" || key === "+";
  if (!close && !open) return false;
  const isLane = entry.row < 0;
  if (isLane && close !== lane.closed) control.toggleLane(lane.key);
  else if (isLane && key === "ArrowRight") go(Math.min(entries.length - 1, at + 1));
  else if (!isLane && close) {
    const above = entries.findLastIndex((item, place) => place < at && item.row < 0);
    if (above >= 0) go(above);
  }
  return true;
}

function rowKey({ key, shiftKey }: Stroke, entry: Entry, control: Control): boolean {
  if (entry.row < 0) {
    if (key !== "Enter" && key !== " ") return false;
    control.toggleLane(control.scene.layout.lanes[entry.lane]!.key);
    return true;
  }
  if (key === "Enter") control.select(entry.row, false);
  else if (key === " ") control.select(entry.row, true);
  else if ((key === "l" || key === "L") && !shiftKey && control.editable) startLink(entry.row, control);
  else return false;
  return true;
}

function startLink(row: number, control: Control): void {
  const pull: Pull = { kind: "link", row, end: "finish", x: 0, y: 0, target: undefined, loop: undefined, keyed: true };
  control.store.setState({ gesture: pull });
  control.announce("said.linkStarted", { code: control.scene.chart.codes[row]! });
}

function linkKey({ key }: Stroke, pull: Pull, control: Control): boolean {
  if (key === "Enter") {
    commitPull(control, pull);
    return true;
  }
  if (key !== "l" && key !== "L") return false;
  const ends = [["finish", "start"], ["start", "start"], ["finish", "finish"], ["start", "finish"]] as const;
  const now = ends.findIndex(([from, to]) => from === pull.end && to === (pull.target?.end ?? "start"));
  const [end, other] = ends[(now + 1) % ends.length]!;
  const target = pull.target === undefined ? undefined : { ...pull.target, end: other };
  control.store.setState({ gesture: { ...pull, end, target } });
  control.announce("said.linkType", { type: `${end === "finish" ? "F" : "S"}${other === "finish" ? "F" : "S"}` });
  return true;
}

/** Aims a link that is pulled by keys at the row that the focus has reached. */
export function aimAt(row: number, control: Control): void {
  const { gesture } = control.store.getState();
  if (gesture?.kind !== "link" || !gesture.keyed) return;
  const next = aimed(control.scene.chart, gesture, row < 0 ? undefined : { row, end: gesture.target?.end ?? "start" });
  control.store.setState({ gesture: next });
  if (next.loop !== undefined) {
    const path = [gesture.row, ...next.loop].map((at) => control.scene.chart.codes[at]!).join(" → ");
    control.announce("said.loop", { path });
  }
}

function nudge({ key, shiftKey }: Stroke, entry: Entry, control: Control): boolean {
  const days = STEPS[key];
  if (days === undefined || !control.editable) return false;
  const { gesture } = control.store.getState();
  const mode = shiftKey ? "resize" : "move";
  const bar = control.scene.layout.barOf[entry.row]!;
  const going = gesture?.kind === "edit" && gesture.mode === mode && gesture.row === entry.row ? gesture : undefined;
  const edit: Edit = going ?? editGesture(control, { row: entry.row, bar }, mode, 0, 0);
  const keyed = (edit.keyed ?? 0) + days;
  const { chart } = control.scene;
  const from = mode === "move" ? chart.start[entry.row]! : chart.finish[entry.row]! - 1;
  const by = workingDayAfter(from, keyed, control.works(entry.row)) - dayStart(from);
  const next = { ...edit, keyed };
  control.store.setState({ gesture: { ...next, outcome: outcomeOf(dragOf(control), next, by) } });
  return true;
}

/** Ends a move by keys when Alt is let go. */
export function releaseKey({ key }: Stroke, control: Control): void {
  const { gesture } = control.store.getState();
  if (key === "Alt" && gesture?.kind === "edit" && gesture.keyed !== undefined) commitEdit(control, gesture);
}
