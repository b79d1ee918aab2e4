/** The load strip as data: periods, what teams can do in each, and the parts that are asked of them. Pure. */
import { DAY, parseIso } from "../time/days";

export type PeriodLength = "WEEK" | "MONTH" | "QUARTER";

export interface Part {
  /** Code of the initiative or team; empty: all others together. */
  code: string;
  name: string;
  days: Float64Array;
}

export interface Strip {
  labels: readonly string[];
  /** First instant of each period, and the first after the last, in minutes. */
  edges: Float64Array;
  supply: Float64Array;
  demand: Float64Array;
  /** From the bottom up. */
  parts: readonly Part[];
  /** The most that is asked or there in any period. */
  highest: number;
}

/** What all capacity frames say of their periods. */
export interface PeriodFrame {
  labels: string[];
  first: string[];
  last: string[];
}

export interface HeatFrame extends PeriodFrame {
  codes: string[];
  names: string[];
  skills: string[];
  supply: number[][];
  demand: number[][];
}

export interface TeamFrame extends PeriodFrame {
  supply: number[];
  demand: number[];
  codes: string[];
  names: string[];
  periods: number[][];
  days: number[][];
}

/** Teams that have a colour of their own; the others are one part. */
const NAMED = 8;

/** Returns how long periods are at a zoom, so that each has room for a bar and most for a figure. */
export function lengthAt(perDay: number): PeriodLength {
  if (perDay >= 5) return "WEEK";
  return perDay >= 1 ? "MONTH" : "QUARTER";
}

/** Returns the strip of all teams, stacked by team. */
export function stripOfTeams(frame: HeatFrame): Strip {
  const rows = frame.codes.map((_, row) => row).filter((row) => frame.skills[row] === "");
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const order = rows.toSorted((a, b) => sum(frame.demand[b]!) - sum(frame.demand[a]!));
  const part = (code: string, name: string, some: readonly number[]): Part => ({ code, name, days: total(frame.labels.length, some.map((row) => frame.demand[row]!)) });
  const parts = order.slice(0, NAMED).map((row) => part(frame.codes[row]!, frame.names[row]!, [row]));
  if (order.length > NAMED) parts.push(part("", "", order.slice(NAMED)));
  const all = (table: readonly number[][]) => total(frame.labels.length, rows.map((row) => table[row]!));
  return whole(frame, all(frame.supply), all(frame.demand), parts);
}

/** Returns the strip of one team, stacked by initiative. */
export function stripOfTeam(frame: TeamFrame): Strip {
  const parts = frame.codes.map((code, row): Part => {
    const days = new Float64Array(frame.labels.length);
    frame.periods[row]!.forEach((period, at) => (days[period] = frame.days[row]![at]!));
    return { code, name: frame.names[row]!, days };
  });
  return whole(frame, Float64Array.from(frame.supply), Float64Array.from(frame.demand), parts);
}

function whole({ labels, first, last }: PeriodFrame, supply: Float64Array, demand: Float64Array, parts: Part[]): Strip {
  const edges = Float64Array.from([...first.map(parseIso), (parseIso(last.at(-1) ?? "") || 0) + DAY]);
  return { labels, edges, supply, demand, parts, highest: Math.max(1, ...supply, ...demand) };
}

function total(size: number, rows: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from({ length: size }, (_, at) => rows.reduce((sum, row) => sum + row[at]!, 0));
}

/** Returns the period in which an instant lies, -1 if it lies in none. */
export function periodAt({ edges, labels }: Strip, minutes: number): number {
  if (!(minutes >= edges[0]!) || minutes >= edges[labels.length]!) return -1;
  let [low, high] = [0, labels.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= minutes) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Returns demand in per cent of supply in a period; Infinity where something is asked of nobody. */
export function percentAt({ supply, demand }: Strip, period: number): number {
  if (demand[period]! <= 0.005) return 0;
  return supply[period]! <= 0 ? Infinity : (demand[period]! / supply[period]!) * 100;
}

export function isOver(strip: Strip, period: number): boolean {
  return percentAt(strip, period) > 100.5;
}

/** Returns the parts of a period, the largest first. */
export function largest({ parts }: Strip, period: number): Part[] {
  return parts.filter(({ days }) => days[period]! > 0.005).sort((a, b) => b.days[period]! - a.days[period]!);
}

/** Returns the part at a height in person-days of a period. */
export function partAt({ parts }: Strip, period: number, height: number): Part | undefined {
  let from = 0;
  return parts.find(({ days }) => {
    const within = height >= from && height < from + days[period]!;
    from += days[period]!;
    return within;
  });
}
