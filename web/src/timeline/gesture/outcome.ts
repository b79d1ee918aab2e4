/** What a drag would do if it ended now: the edits, the moves that they cause, and the sentence that says so. */
import type { Operation } from "~/editing/draft";
import { SHAPE, type Chart, type Grouping } from "../chart";
import { DAY, dayStart } from "../time/days";
import { joined, laneOperation, moveIntent, progressIntent, resizeIntent, type Intent, type Note } from "./edits";
import type { Edit, Effect, Outcome } from "./gesture";
import type { IsWorkingDay } from "./working";

/** Dates that follow from some edits made on top of what is on screen. */
export interface Rippled {
  start: ArrayLike<number>;
  finish: ArrayLike<number>;
  critical: ArrayLike<number>;
  moved: Iterable<number>;
  confirming: boolean;
}

export interface Drag {
  chart: Chart;
  grouping: Grouping;
  works: (row: number) => IsWorkingDay;
  ripple: (operations: readonly Operation[]) => Rippled;
}

/** Returns what comes of moving or stretching by a time in minutes. */
export function outcomeOf(drag: Drag, edit: Edit, by: number): Outcome {
  const intents = edit.rows.map((row) => intentOf(drag, edit, row, by));
  const own = intents[edit.rows.indexOf(edit.row)]!;
  if ("refused" in own) return refusedOutcome(drag, own.refused);
  const lane = edit.lane;
  const relaned = lane === undefined ? [] : edit.rows.map((row) => laneOperation(drag.chart, row, drag.grouping, lane));
  const moves = by === 0 ? [] : intents.flatMap((intent) => ("refused" in intent ? [] : intent.operations));
  const operations = joined([...moves, ...relaned.filter((operation) => operation !== undefined)]);
  if (by < 0 && edit.rows.length === 1 && edit.mode === "move") {
    const earliest = earliestOutcome(drag, edit, own.wanted, operations);
    if (earliest !== undefined) return earliest;
  }
  return rippled(drag, edit, operations, own.note, own.wanted);
}

function intentOf({ chart, works }: Drag, edit: Edit, row: number, by: number): Intent {
  if (edit.mode === "move") return moveIntent(chart, row, by, works(row));
  if (edit.mode === "resize") return resizeIntent(chart, row, dayStart(chart.finish[row]! - 1) + by, works(row));
  const length = Math.max(1, chart.finish[row]! - chart.start[row]!);
  return progressIntent(chart, row, chart.percent[row]! / 100 + by / length);
}

/** Work that is dragged to where nothing but its predecessors hold it needs no constraint: it becomes "as soon as
 * possible" again, or stays so. Undefined where a constraint is what holds it. */
function earliestOutcome(drag: Drag, edit: Edit, wanted: number, operations: Operation[]): Outcome | undefined {
  const { chart } = drag;
  const constraint = chart.given.constraint(edit.row);
  const plain = chart.shape[edit.row] !== SHAPE.launch && !chart.given.manual[edit.row];
  if (!plain || (constraint !== "ASAP" && constraint !== "SNET") || edit.lane !== undefined) return undefined;
  const free = constraint === "ASAP" ? [] : freed(chart, edit.row);
  const dates = free.length === 0 ? chart : drag.ripple(free);
  if (dayStart(dates.start[edit.row]!) < wanted || operations.length === 0) return undefined;
  const note: Note = { key: free.length === 0 ? "isHeld" : "becomesFree", at: dates.start[edit.row]! };
  return rippled(drag, edit, free, note, wanted);
}

function freed(chart: Chart, row: number): Operation[] {
  return [{ updateInitiative: { id: chart.ids[row]!, changes: { constraint: "ASAP", constraintDate: null } } }];
}

function rippled(drag: Drag, edit: Edit, operations: Operation[], note: Note, wanted: number): Outcome {
  const { chart } = drag;
  if (operations.length === 0) return { ...still(chart), note, wanted, allowed: true };
  const began = performance.now();
  const ripple = drag.ripple(operations);
  performance.measure("planner:drag", { start: began, end: performance.now() });
  const moved = new Set(ripple.moved);
  return {
    ...{ operations, note, wanted, allowed: true },
    live: { dates: ripple, moved },
    effects: effectsOf(chart, ripple, moved, new Set(edit.rows)),
    confirming: ripple.confirming,
  };
}

/** Returns how far others move, launches first, then by length of the move. */
export function effectsOf(chart: Chart, after: Rippled, moved: Iterable<number>, own: ReadonlySet<number>): Effect[] {
  const effects: Effect[] = [];
  for (const row of moved) {
    const days = Math.round((after.finish[row]! - chart.finish[row]!) / DAY);
    if (days !== 0 && !own.has(row) && chart.shape[row] !== SHAPE.rollup) effects.push({ row, days });
  }
  const launch = ({ row }: Effect) => Number(chart.shape[row] === SHAPE.launch);
  return effects.sort((a, b) => launch(b) - launch(a) || Math.abs(b.days) - Math.abs(a.days) || a.row - b.row);
}

function refusedOutcome({ chart }: Drag, note: Note): Outcome {
  return { ...still(chart), note, wanted: Number.NaN, allowed: false };
}

function still(chart: Chart): Pick<Outcome, "operations" | "live" | "effects" | "confirming"> {
  return { operations: [], live: { dates: chart, moved: new Set() }, effects: [], confirming: false };
}
