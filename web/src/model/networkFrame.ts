/** The compiled network as it travels, and what a page keeps of it: one for each revision. */
import type { WorkingUnits } from "./durations";
import { LAG_CALENDARS, LINK_KINDS, type Link, type Project, type Track } from "./network";
import { Amounts, type Said } from "./said";
import { type Calendar, type CalendarFrame, NONE, type Periods, calendarOf, shapeOf } from "./worktime";

interface Coded {
  names: string[];
  index: number[];
}

export interface ProjectFrame {
  start: number;
  finish: number | null;
  fromFinish: boolean;
  status: number | null;
  criticalLimit: number;
  honour: boolean;
  basis: number;
  calendar: number;
  root: number;
  retainedLogic: boolean;
}

/** See the server's `planner_graphql.network_frame`. */
export interface NetworkFrame extends WorkingUnits {
  revision: number;
  count: number;
  nearCriticalMinutes: number;
  /** How the start of the plan is known. */
  begins: "given" | "earliest" | "guessed";
  /** Kinds of entity on which no date depends. */
  silentKinds: string[];
  years: [first: number, end: number];
  calendars: CalendarFrame[];
  shapes: Periods[];
  calendarIds: Record<string, number>;
  calendarCodes: Record<string, number>;
  projects: ProjectFrame[];
  parent: number[];
  calendar: number[];
  duration: Coded;
  launches: number[];
  said: [number, Said][];
  tracks: [number, [number, number, number][]][];
  staffed: number[];
  deliveries: { to: number[]; at: number[] };
  links: { from: number[]; to: number[]; type: Coded; lag: Coded; lagCalendar: Coded; hiddenIds: string[] };
  hidden: { ids: string[]; codes: string[] };
}

/** A piece of work as the plan gives it. */
export interface Work {
  readonly launch: boolean;
  readonly said: Said;
  readonly parent: number;
  /** Its own calendar, -1 where it names none. */
  readonly calendar: number;
}

export interface Delivery {
  readonly to: number;
  readonly at: number;
}

/** The plan as far as its dates depend on it; positions 0 to `count` - 1 are the portfolio's rows. */
export interface PlanOfDates {
  readonly frame: NetworkFrame;
  readonly revision: number;
  readonly count: number;
  readonly amounts: Amounts;
  readonly calendars: readonly Calendar[];
  readonly projects: readonly Project[];
  /** Project of each root initiative. */
  readonly roots: ReadonlyMap<number, number>;
  readonly works: readonly Work[];
  readonly links: readonly Link[];
  readonly deliveries: readonly Delivery[];
  readonly tracks: ReadonlyMap<number, readonly Track[]>;
  readonly staffed: ReadonlySet<number>;
}

export function planOf(frame: NetworkFrame): PlanOfDates {
  const shapes = frame.shapes.map(shapeOf);
  const amounts = new Amounts(frame);
  return {
    frame,
    revision: frame.revision,
    count: frame.count,
    amounts,
    calendars: frame.calendars.map((calendar) => calendarOf(calendar, shapes)),
    projects: frame.projects.map(projectOf),
    roots: new Map(frame.projects.flatMap(({ root }, i): [number, number][] => (root < 0 ? [] : [[root, i]]))),
    works: worksOf(frame),
    links: linksOf(frame, amounts),
    deliveries: frame.deliveries.to.map((to, i) => ({ to, at: frame.deliveries.at[i]! })),
    tracks: new Map(
      frame.tracks.map(([i, tracks]) => [
        i,
        tracks.map(([calendar, duration, delay]) => ({ calendar, duration, delay })),
      ]),
    ),
    staffed: new Set(frame.staffed),
  };
}

function projectOf(given: ProjectFrame): Project {
  return { ...given, finish: given.finish ?? NONE, status: given.status ?? NONE };
}

function worksOf(frame: NetworkFrame): Work[] {
  const launches = new Set(frame.launches);
  const said = new Map(frame.said);
  const byDuration = frame.duration.names.map((duration): Said => ({ duration }));
  const nothing: Said = {};
  return frame.parent.map((parent, i) => {
    const duration = frame.duration.index[i]!;
    const plain = duration < 0 ? nothing : byDuration[duration]!;
    const more = said.get(i);
    return {
      launch: launches.has(i),
      said: more === undefined ? plain : { ...plain, ...more },
      parent,
      calendar: frame.calendar[i]!,
    };
  });
}

/** A link without lag, finish to start. */
export const PLAIN_LINK: Omit<Link, "from" | "to"> = { kind: 0, lag: 0, measure: "working", lagCalendar: 0 };

function linksOf(frame: NetworkFrame, amounts: Amounts): Link[] {
  const { from, to, type, lag, lagCalendar } = frame.links;
  const kinds = type.names.map(kindOf);
  const lags = lag.names.map((text) => lagOf(text, amounts));
  const calendars = lagCalendar.names.map(lagCalendarOf);
  return from.map((source, i) => ({
    from: source,
    to: to[i]!,
    kind: kinds[type.index[i]!] ?? 0,
    ...(lags[lag.index[i]!] ?? NO_LAG),
    lagCalendar: calendars[lagCalendar.index[i]!] ?? 0,
  }));
}

const NO_LAG = { lag: 0, measure: "working" } as const;

export function kindOf(name: string): number {
  return Math.max(0, LINK_KINDS.indexOf(name as (typeof LINK_KINDS)[number]));
}

export function lagCalendarOf(name: string): number {
  return Math.max(0, LAG_CALENDARS.indexOf(name as (typeof LAG_CALENDARS)[number]));
}

/** Returns what a lag's text says; what is no duration counts as no lag. */
export function lagOf(text: string, amounts: Amounts): Pick<Link, "lag" | "measure"> {
  const amount = amounts.of(text);
  return amount === undefined ? NO_LAG : { lag: amount.ticks, measure: amount.measure };
}
