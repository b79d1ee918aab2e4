/** The portfolio as columns: one row per dated initiative or launch, read once from the server's timeline frame. */
import { minutesOf } from "./instants";

export const LANES = [
  "lineOfBusiness",
  "team",
  "objective",
  "programme",
  "policyArea",
  "market",
  "region",
  "quarter",
  "owner",
  "status",
  "level",
  "stage",
  "tier",
  "kind",
  "priorityClass",
] as const;
export type LaneName = (typeof LANES)[number];

/** Groups of rows: `index` gives each row its position in `names` (-1: none), or several where rows lie in several. */
export interface Lane {
  readonly names: readonly string[];
  readonly index: Int32Array | readonly Int32Array[];
  /** Global ids of the names, where they are of entities. */
  readonly ids?: readonly string[];
}

export type LinkType = "FS" | "SS" | "FF" | "SF";

/** Dependencies between rows; `driving` marks those that set their successor's start, `violated` broken ones. */
export interface Links {
  readonly ids: readonly string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly type: readonly LinkType[];
  /** As it was said ("2d"), empty for none. */
  readonly lag: readonly string[];
  readonly driving: Uint8Array;
  readonly violated: Uint8Array;
}

/** A day worth a line: an obligation, or a target of a launch. `at` is minutes, `rows` the work concerned. */
export interface Marker {
  readonly kind: "obligation" | "target";
  readonly rows: readonly number[];
  readonly at: number;
  readonly label: string;
}

/** `start` and `finish` are wall-clock minutes since 1970; NaN in a draft for work that has no dates any more. */
export interface Portfolio {
  readonly revision: number;
  readonly count: number;
  readonly ids: readonly string[];
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly percent: Float64Array;
  readonly critical: Uint8Array;
  readonly nearCritical: Uint8Array;
  readonly totalFloatDays: Float64Array;
  readonly minutesPerDay: number;
  /** Row of what it is part of, or -1. */
  readonly parent: Int32Array;
  readonly lanes: Readonly<Record<LaneName, Lane>>;
  readonly links: Links;
  readonly markers: readonly Marker[];
  /** Month (from 1) with which the fiscal year begins. */
  readonly fiscalStartMonth: number;
  /** What the server sent, for what only one view needs; the base of a draft, not the draft. */
  readonly frame: TimelineFrame;
  /** Returns the row of a code, -1 if there is none. */
  readonly indexOf: (code: string) => number;
  /** Returns the row of a global id, -1 if there is none. */
  readonly rowOf: (id: string) => number;
}

export interface Coded {
  names: string[];
  index: number[] | number[][];
  ids?: string[];
}

type Minutes = (number | null)[];
type Flags = boolean[];

/** The frame as it travels; docs/api.md of the project says what each column means. */
export interface TimelineFrame extends Record<Exclude<LaneName, "quarter">, Coded> {
  revision: number;
  count: number;
  fiscalYearStartMonth: number;
  minutesPerDay: number;
  criticalFloatDays: number;
  nearCriticalFloatDays: number;
  ids: string[];
  codes: string[];
  names: string[];
  parent: number[];
  startMinute: number[];
  finishMinute: number[];
  lateStartMinute: number[];
  lateFinishMinute: number[];
  durationMinutes: number[];
  totalFloatDays: number[];
  freeFloatDays: number[];
  critical: Flags;
  nearCritical: Flags;
  binding: Coded;
  quarter: Coded;
  calendar: Coded;
  percent: number[];
  manual: Flags;
  constraint: Coded;
  constraintMinute: Minutes;
  deadlineMinute: Minutes;
  targetMinute: Minutes;
  actualStartMinute: Minutes;
  actualFinishMinute: Minutes;
  links: {
    ids: string[];
    from: number[];
    to: number[];
    type: LinkType[];
    lag: Coded;
    driving: Flags;
    violated: Flags;
  };
  obligations: { ids: string[]; codes: string[]; names: string[]; date: string[]; when: string[]; work: number[][] };
  targets: { row: number[]; date: string[]; minute: number[]; market: Coded };
}

export function portfolioOf(frame: TimelineFrame): Portfolio {
  return {
    revision: frame.revision,
    count: frame.count,
    ids: frame.ids,
    codes: frame.codes,
    names: frame.names,
    start: Float64Array.from(frame.startMinute),
    finish: Float64Array.from(frame.finishMinute),
    percent: Float64Array.from(frame.percent),
    critical: Uint8Array.from(frame.critical, Number),
    nearCritical: Uint8Array.from(frame.nearCritical, Number),
    totalFloatDays: Float64Array.from(frame.totalFloatDays),
    minutesPerDay: frame.minutesPerDay,
    parent: Int32Array.from(frame.parent),
    lanes: Object.fromEntries(LANES.map((name) => [name, laneOf(frame[name])])) as Record<LaneName, Lane>,
    links: linksOf(frame),
    markers: markersOf(frame),
    fiscalStartMonth: frame.fiscalYearStartMonth,
    frame,
    ...lookup(frame.codes, frame.ids),
  };
}

function linksOf({ links }: TimelineFrame): Links {
  return {
    ids: links.ids,
    from: Int32Array.from(links.from),
    to: Int32Array.from(links.to),
    type: links.type,
    lag: (links.lag.index as number[]).map((index) => links.lag.names[index] ?? ""),
    driving: Uint8Array.from(links.driving, Number),
    violated: Uint8Array.from(links.violated, Number),
  };
}

function markersOf({ obligations, targets, names }: TimelineFrame): Marker[] {
  const duties = obligations.codes.map((code, i): Marker => ({
    kind: "obligation",
    rows: obligations.work[i]!,
    at: minutesOf(obligations.date[i]),
    label: code,
  }));
  const dates = targets.row.map((row, i): Marker => {
    const market = targets.market.names[(targets.market.index as number[])[i]!];
    const label = market === undefined ? names[row]! : `${names[row]!}, ${market}`;
    return { kind: "target", rows: [row], at: targets.minute[i]!, label };
  });
  return [...duties, ...dates];
}

/** Returns the two look-ups of a portfolio; their tables are made when first asked. */
export function lookup(codes: readonly string[], ids: readonly string[]): Pick<Portfolio, "indexOf" | "rowOf"> {
  let byCode: Map<string, number> | undefined;
  let byId: Map<string, number> | undefined;
  return {
    indexOf: (code) => (byCode ??= positions(codes)).get(code) ?? -1,
    rowOf: (id) => (byId ??= positions(ids)).get(id) ?? -1,
  };
}

function positions(keys: readonly string[]): Map<string, number> {
  return new Map(keys.map((key, row) => [key, row]));
}

function laneOf({ names, index, ids }: Coded): Lane {
  const several = Array.isArray(index[0]);
  return {
    names,
    index: several
      ? (index as number[][]).map((row) => Int32Array.from(row))
      : Int32Array.from(index as number[]),
    ...(ids && { ids }),
  };
}
