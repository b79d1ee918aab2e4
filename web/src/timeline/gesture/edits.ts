/** What a gesture writes: the edit that a planner means by moving, stretching or linking a bar. */
import { merge } from "~/editing/merge";
import { editOf, operationOf, type Operation } from "~/editing/operations";
import { SHAPE, type Chart, type Grouping, type LinkType } from "../chart";
import { DAY, dayStart, isoText } from "../time/days";
import { snapToWorkingDay, workingDaysBetween, type IsWorkingDay } from "./working";

/** The sentence of the chip: a word of the page and its values. */
export interface Note {
  key: string;
  /** Minutes of a date in the sentence. */
  at?: number;
  days?: number;
}

export type Intent =
  | { operations: Operation[]; note: Note; /** Where the pointer puts the bar. */ wanted: number }
  | { refused: Note };

const STARTS = new Set(["SNET", "SNLT", "MSO", "START_ON"]);
const FINISHES = new Set(["FNET", "FNLT", "MFO", "FINISH_ON"]);

/**
 * Returns the edit for moving a row so that it starts on another day.
 *
 * Ordinary work gets "start no earlier than"; where a constraint on its start or finish was set, that one moves. Work
 * dated by hand moves as a whole. Of a launch the target moves: its own date follows from what leads to it.
 */
export function moveIntent(chart: Chart, row: number, by: number, works: IsWorkingDay): Intent {
  const { given, shape } = chart;
  if (shape[row] === SHAPE.rollup) return { refused: { key: "isInferred" } };
  if (!Number.isNaN(given.actualFinish[row]!)) return { refused: { key: "isDone", at: given.actualFinish[row]! } };
  if (shape[row] === SHAPE.launch) return moveTarget(chart, row, by, works);
  if (given.manual[row]) return moveByHand(chart, row, by, works);
  if (!Number.isNaN(given.actualStart[row]!)) return { refused: { key: "hasBegun", at: given.actualStart[row]! } };
  const constraint = given.constraint(row);
  if (FINISHES.has(constraint)) {
    const at = snapToWorkingDay(chart.finish[row]! - 1 + by, works) + 17 * 60;
    return changed(chart, row, { constraintDate: isoText(at) }, { key: `moves${constraint}`, at }, at);
  }
  const at = snapToWorkingDay(chart.start[row]! + by, works);
  const type = STARTS.has(constraint) ? constraint : "SNET";
  return changed(chart, row, { constraint: type, constraintDate: isoText(at) }, { key: `moves${type}`, at }, at);
}

function moveTarget(chart: Chart, row: number, by: number, works: IsWorkingDay): Intent {
  const from = Number.isNaN(chart.target[row]!) ? chart.finish[row]! : chart.target[row]!;
  const at = snapToWorkingDay(from + by, works) + 23 * 60 + 59;
  const operation = { updateLaunch: { id: chart.ids[row]!, changes: { targetDate: isoText(at) } } };
  return { operations: [operation], note: { key: "movesTarget", at }, wanted: at };
}

function moveByHand(chart: Chart, row: number, by: number, works: IsWorkingDay): Intent {
  const start = snapToWorkingDay(chart.start[row]! + by, works) + (chart.start[row]! % DAY);
  const days = workingDaysBetween(chart.start[row]!, chart.finish[row]! - 1, works);
  let finish = dayStart(start);
  for (let left = days; left > 0; ) {
    finish += DAY;
    if (works(finish)) left -= 1;
  }
  finish += chart.finish[row]! - dayStart(chart.finish[row]! - 1);
  const changes = { manualStart: isoText(start), manualFinish: isoText(finish) };
  return changed(chart, row, changes, { key: "movesByHand", at: start }, start);
}

/** Returns the edit for stretching a bar so that its last day is another one: its duration in working days. */
export function resizeIntent(chart: Chart, row: number, finish: number, works: IsWorkingDay): Intent {
  const { given, shape } = chart;
  if (shape[row] === SHAPE.rollup) return { refused: { key: "isInferred" } };
  if (shape[row] !== SHAPE.bar) return { refused: { key: "hasNoDuration" } };
  if (!Number.isNaN(given.actualFinish[row]!)) return { refused: { key: "isDone", at: given.actualFinish[row]! } };
  const last = Math.max(snapToWorkingDay(finish, works), dayStart(chart.start[row]!));
  if (given.manual[row]) {
    const at = last + (chart.finish[row]! - dayStart(chart.finish[row]! - 1));
    return changed(chart, row, { manualFinish: isoText(at) }, { key: "finishesByHand", at }, at);
  }
  const days = Math.max(1, workingDaysBetween(chart.start[row]!, last + DAY, works));
  return changed(chart, row, { duration: `${days}d` }, { key: "lasts", days, at: last }, last + DAY);
}

/** Returns the edit that sets how much is done, in whole steps of 5 %. */
export function progressIntent(chart: Chart, row: number, share: number): Intent {
  if (chart.shape[row] !== SHAPE.bar) return { refused: { key: "isInferred" } };
  const percent = Math.min(100, Math.max(0, Math.round(share * 20) * 5));
  return changed(chart, row, { percentComplete: percent }, { key: "progresses", days: percent }, chart.finish[row]!);
}

function changed(chart: Chart, row: number, changes: object, note: Note, wanted: number): Intent {
  return { operations: [{ updateInitiative: { id: chart.ids[row]!, changes } }], note, wanted };
}

export const LANE_FIELDS: readonly Grouping[] = ["lineOfBusiness", "policyArea", "owner"];

/** Returns the edit that puts a row into another lane; undefined where lanes are not a field of their own. */
export function laneOperation(chart: Chart, row: number, grouping: Grouping, lane: string): Operation | undefined {
  if (!LANE_FIELDS.includes(grouping)) return undefined;
  const change = { id: chart.ids[row]!, changes: { [grouping]: lane } };
  return (chart.shape[row] === SHAPE.launch ? { updateLaunch: change } : { updateInitiative: change });
}

/** Returns at most one edit of each entity: later values join the earlier ones. */
export function joined(operations: readonly Operation[]): Operation[] {
  return merge([operations.map(editOf)]).map(operationOf);
}

export function linkOperation(chart: Chart, from: number, to: number, type: LinkType): Operation {
  return { createDependency: { values: { predecessor: chart.ids[from]!, successor: chart.ids[to]!, type } } };
}

/** Returns the edit that lets a link decide again: nothing said by hand, no constraint on the successor. */
export function followOperation(chart: Chart, link: number): Operation {
  const changes = { constraint: "ASAP", constraintDate: null, manualStart: null, manualFinish: null } as const;
  return { updateInitiative: { id: chart.ids[chart.links.to[link]!]!, changes } };
}
