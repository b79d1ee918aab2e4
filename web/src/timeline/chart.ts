/** What the timeline draws: rows of dated work as columns, their links, lanes and markers. */
import type { Network } from "./lanes/network";
import { DAY } from "./time/days";

export const GROUPINGS = [
  "lineOfBusiness",
  "team",
  "objective",
  "programme",
  "policyArea",
  "market",
  "quarter",
  "owner",
  "none",
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Values of rows as positions in a list of names, -1 for none; a row in several markets has several. */
export interface Coded {
  names: readonly string[];
  index: ArrayLike<number | ArrayLike<number>>;
}

/** How a row is drawn. */
export const SHAPE = { bar: 0, milestone: 1, launch: 2, rollup: 3 } as const;

export type LinkType = "FS" | "SS" | "FF" | "SF";

export interface ChartLinks {
  ids: readonly string[];
  from: ArrayLike<number>;
  to: ArrayLike<number>;
  type: readonly LinkType[];
  /** 1 where the link sets the successor's dates. */
  driving: ArrayLike<number>;
  /** 1 where the dates do not respect the link. */
  violated: ArrayLike<number>;
}

/** A duty in law that has a day. */
export interface Obligation {
  code: string;
  name: string;
  /** Last day of the period meant, in minutes. */
  at: number;
  /** How the day was said, such as "Q3 2027". */
  when: string;
  rows: readonly number[];
}

/** A day by which a launch wants to be in some markets that have a date of their own. */
export interface Wave {
  /** Minutes. */
  at: number;
  markets: readonly string[];
}

/** What was promised when a roadmap was locked; minutes, NaN where a row has none. */
export interface Baseline {
  code: string;
  name: string;
  /** Day on which it was locked. */
  lockedOn: string;
  start: ArrayLike<number>;
  finish: ArrayLike<number>;
}

/** What was said of each row and decides how it can be moved; minutes, NaN where nothing is given. */
export interface Given {
  manual: ArrayLike<number>;
  /** Constraint such as SNET; "" for launches. */
  constraint: (row: number) => string;
  constraintAt: ArrayLike<number>;
  actualStart: ArrayLike<number>;
  actualFinish: ArrayLike<number>;
}

export interface Chart {
  revision: number;
  count: number;
  ids: readonly string[];
  codes: readonly string[];
  names: readonly string[];
  /** Minutes of the wall clock. */
  start: ArrayLike<number>;
  finish: ArrayLike<number>;
  /** 0 to 100. */
  percent: ArrayLike<number>;
  critical: ArrayLike<number>;
  floatDays: ArrayLike<number>;
  shape: Uint8Array;
  /** Row of the parent or -1. */
  parent: ArrayLike<number>;
  lanes: Readonly<Record<Exclude<Grouping, "none"> | "status" | "level" | "kind", Coded>>;
  links: ChartLinks;
  network: Network;
  /** Day by which it should be done in minutes, NaN where none is given. */
  deadline: ArrayLike<number>;
  /** Target date of launches in minutes, NaN where there is none. */
  target: ArrayLike<number>;
  /** Dates of single markets, by row of the launch, in order of date. */
  waves: ReadonlyMap<number, readonly Wave[]>;
  obligations: readonly Obligation[];
  /** What decides which edit moves a row. */
  given: Given;
  /** The newest baseline; undefined: there is none. */
  baseline: Baseline | undefined;
  fiscalStartMonth: number;
  /** Total float in days up to which work is near-critical. */
  nearCriticalDays: number;
}

/** Dates of all rows at one moment: saved, drafted or while a bar is dragged. */
export interface Dates {
  start: ArrayLike<number>;
  finish: ArrayLike<number>;
  critical: ArrayLike<number>;
  /** Where they are computed anew; otherwise those of the chart hold. */
  totalFloatDays?: ArrayLike<number>;
}

/** Returns by how many calendar days a row ends later than its baseline promised (earlier: negative); undefined where
 * nothing was promised. */
export function slipOf({ baseline }: Pick<Chart, "baseline">, dates: Dates, row: number): number | undefined {
  const promised = baseline?.finish[row] ?? Number.NaN;
  if (Number.isNaN(promised) || Number.isNaN(dates.finish[row]!)) return undefined;
  return Math.floor(dates.finish[row]! / DAY) - (Math.ceil(promised / DAY) - 1);
}

/** Returns the name of a row's value, empty where it has none; of several the first. */
export function valueOf(coded: Coded, row: number): string {
  const index = coded.index[row];
  const first = typeof index === "number" ? index : (index?.[0] ?? -1);
  return coded.names[first] ?? "";
}

/** Whether a row takes no time when drawn. */
export function isPoint(shape: number): boolean {
  return shape === SHAPE.milestone || shape === SHAPE.launch;
}
