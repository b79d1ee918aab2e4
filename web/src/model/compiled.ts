/** The compiled network: columns over nodes in topological order, edges grouped both ways. */
import type { Calendar } from "./worktime";

/** Kinds of node: work, something without duration and where it lies, and the two hubs of a summary. */
export const WORK = 0;
export const RAW = 1;
export const BEGIN = 2;
export const END = 3;
export const FINISH_HUB = 4;
export const START_HUB = 5;

/** What decides the dates of a node: the network, its actual start, its actual dates, or a planner. */
export const OPEN = 0;
export const STARTED = 1;
export const COMPLETE = 2;
export const MANUAL = 3;

/** What is known of nodes before the passes. Instants are ticks, NONE where there is none. */
export interface NodeColumns {
  readonly kind: Uint8Array;
  readonly mode: Uint8Array;
  /** The calendar of its work, and the one that measures its float. */
  readonly workCalendar: Int32Array;
  readonly calendarOf: Int32Array;
  readonly duration: Float64Array;
  readonly project: Int32Array;
  /** Earliest start that a summary above gives. */
  readonly floor: Float64Array;
  readonly constraint: Uint8Array;
  readonly constraintAt: Float64Array;
  readonly second: Uint8Array;
  readonly secondAt: Float64Array;
  readonly deadline: Float64Array;
  readonly delay: Float64Array;
  readonly remaining: Float64Array;
  readonly remainingFrom: Float64Array;
  readonly fixedStart: Float64Array;
  readonly fixedFinish: Float64Array;
  readonly trackAt: Int32Array;
  readonly trackEnd: Int32Array;
  /** The activity it is, of a hub the summary. */
  readonly activity: Int32Array;
}

/** Edges lie by target, those into node v from `inAt[v]` to `inAt[v + 1]`; `out` lists them by source. */
export interface EdgeColumns {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly kind: Uint8Array;
  readonly lag: Float64Array;
  /** Calendar that measures the lag, -1 for the clock. */
  readonly lagCalendar: Int32Array;
  /** 1 where the link is drawn to a summary above the node, 2 where that summary is manual and does not move. */
  readonly toSummary: Uint8Array;
  readonly inAt: Int32Array;
  readonly outAt: Int32Array;
  readonly out: Int32Array;
}

export interface Tracks {
  readonly calendar: Int32Array;
  readonly duration: Float64Array;
  readonly delay: Float64Array;
}

/** Dates that the passes write; work coordinates of the early and late start are NONE where not simply known. */
export interface Dates {
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  readonly earlyDemand: Float64Array;
  readonly earlyWork: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  readonly lateWork: Float64Array;
  readonly totalFloat: Float64Array;
}

/** Projects as columns; `start` and `finish` are written by the passes. */
export interface ProjectColumns {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly status: Float64Array;
  readonly limit: Float64Array;
  readonly honour: Uint8Array;
  readonly basis: Uint8Array;
}

export interface Compiled {
  readonly size: number;
  readonly nodes: NodeColumns;
  readonly edges: EdgeColumns;
  readonly tracks: Tracks;
  readonly projects: ProjectColumns;
  readonly calendars: readonly Calendar[];
  readonly dates: Dates;
  /** Node of each activity, -1 for summaries and what is not active. */
  readonly nodeOf: Int32Array;
  /** Activities of each loop, in its order; the links inside a loop's component are left out. */
  readonly loops: readonly Int32Array[];
  /** The summaries and their calendars, for rolling up; `order` lists activities, children before parents. */
  readonly parent: Int32Array;
  readonly calendar: Int32Array;
  readonly order: Int32Array;
  readonly hasSummaries: boolean;
}

export function datesFor(size: number): Dates {
  const column = (): Float64Array => new Float64Array(size);
  return {
    earlyStart: column(),
    earlyFinish: column(),
    earlyDemand: column(),
    earlyWork: column(),
    lateStart: column(),
    lateFinish: column(),
    lateWork: column(),
    totalFloat: column(),
  };
}
