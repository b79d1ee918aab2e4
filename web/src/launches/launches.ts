/** Launches as the calendar lists them: when they are wanted, when the plan gets there, what law asks. */
import type { Coded, Portfolio, TimelineFrame } from "~/model/columns";
import { minutesOf } from "~/model/instants";

export interface Duty {
  code: string;
  name: string;
  /** Last day that it allows, in minutes; NaN where no day is fixed. */
  at: number;
  day: string | null;
  precision: string;
  status: string;
  /** Whether it binds: in force and not suspended by a court. */
  live: boolean;
}

export interface Launch {
  row: number;
  id: string;
  code: string;
  name: string;
  tier: string;
  status: string;
  owner: string;
  markets: string[];
  /** Wanted, in minutes; null where nothing was said. */
  target: number | null;
  /** When the plan gets there, in minutes. */
  predicted: number;
  /** Days from target to prediction; positive: late. Null without a target. */
  slip: number | null;
  floatDays: number;
  critical: boolean;
  nearCritical: boolean;
  duties: Duty[];
}

export interface Period {
  /** Fiscal quarter, such as 2027Q1 or FY27 Q1. */
  label: string;
  launches: Launch[];
}

type Frame = TimelineFrame & {
  obligations: { graceEnd: (string | null)[]; precision: Coded; status: Coded; live: boolean[] };
};

const DAY = 1440;

/** Returns the launches by predicted date. */
export function launchesOf(portfolio: Portfolio): Launch[] {
  const { lanes, count } = portfolio;
  const level = lanes.level.index as Int32Array;
  const launch = lanes.level.names.indexOf("LAUNCH");
  const rows = Array.from({ length: count }, (_, row) => row).filter((row) => level[row] === launch);
  return rows.map((row) => launchOf(portfolio, row)).sort((a, b) => a.predicted - b.predicted || (a.code < b.code ? -1 : 1));
}

/** Returns the launch in a row. */
export function launchOf(portfolio: Portfolio, row: number): Launch {
  const target = portfolio.frame.targetMinute[row] ?? null;
  const predicted = portfolio.finish[row]!;
  return {
    row,
    id: portfolio.ids[row]!,
    code: portfolio.codes[row]!,
    name: portfolio.names[row]!,
    tier: one(portfolio, "tier", row),
    status: one(portfolio, "status", row),
    owner: one(portfolio, "owner", row),
    markets: marketsOf(portfolio, row),
    target,
    predicted,
    slip: target === null ? null : dayOf(predicted) - dayOf(target),
    floatDays: portfolio.totalFloatDays[row]!,
    critical: portfolio.critical[row] === 1,
    nearCritical: portfolio.nearCritical[row] === 1,
    duties: dutiesOf(portfolio.frame as Frame, row),
  };
}

/** Returns launches by the fiscal quarter of their predicted date, in order. */
export function byQuarter(launches: readonly Launch[], fiscalStartMonth: number): Period[] {
  const periods = new Map<string, Launch[]>();
  for (const launch of launches) {
    const label = quarterOf(launch.predicted, fiscalStartMonth);
    const listed = periods.get(label);
    if (listed === undefined) periods.set(label, [launch]);
    else listed.push(launch);
  }
  return [...periods].map(([label, of]) => ({ label, launches: of }));
}

/** Returns the fiscal quarter of a minute: 2027Q1 where years are calendar years, else FY27 Q1 by their last year. */
export function quarterOf(minute: number, fiscalStartMonth: number): string {
  const date = new Date(minute * 60_000);
  const since = date.getUTCMonth() + 1 - fiscalStartMonth;
  const quarter = Math.floor(((since + 12) % 12) / 3) + 1;
  if (fiscalStartMonth === 1) return `${date.getUTCFullYear()}Q${quarter}`;
  const year = date.getUTCFullYear() + (since >= 0 ? 1 : 0);
  return `FY${String(year % 100).padStart(2, "0")} Q${quarter}`;
}

/** First and last minute of the calendar's common axis: whole months around all dates. */
export function spanOf(launches: readonly Launch[]): [number, number] {
  const dates = launches.flatMap(({ target, predicted, duties }) => [
    predicted,
    ...(target === null ? [] : [target]),
    ...duties.filter(({ live }) => live).map(({ at }) => at),
  ]);
  const known = dates.filter((at) => Number.isFinite(at));
  const first = new Date(Math.min(...known) * 60_000);
  const last = new Date(Math.max(...known) * 60_000);
  return [
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1) / 60_000,
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1) / 60_000,
  ];
}

function dutiesOf({ obligations }: Frame, row: number): Duty[] {
  return obligations.work.flatMap((rows, i) => {
    if (!rows.includes(row)) return [];
    const day = obligations.date[i] ?? null;
    return {
      code: obligations.codes[i]!,
      name: obligations.names[i]!,
      at: day === null ? Number.NaN : minutesOf(day),
      day,
      precision: named(obligations.precision, i),
      status: named(obligations.status, i),
      live: obligations.live[i] === true,
    };
  });
}

function marketsOf(portfolio: Portfolio, row: number): string[] {
  const { market } = portfolio.lanes;
  const index = (market.index as Int32Array[])[row];
  return Array.from(index ?? [], (at) => market.names[at]!);
}

function one({ lanes }: Portfolio, lane: "tier" | "status" | "owner", row: number): string {
  return lanes[lane].names[(lanes[lane].index as Int32Array)[row] ?? -1] ?? "";
}

function named({ names, index }: Coded, at: number): string {
  return names[(index as number[])[at] ?? -1] ?? "";
}

function dayOf(minute: number): number {
  return Math.floor(minute / DAY);
}
