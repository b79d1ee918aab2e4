/**
 * Edges between nodes from links between activities, with summaries resolved to their leaves.
 *
 * A link to a summary binds each of its leaves. A link out of a summary leaves from a hub: the latest of its leaves'
 * finishes, or the earliest of their starts.
 */
import { FINISH_HUB, START_HUB } from "./compiled";
import type { Leaves } from "./leaves";
import { CLOCK, FF, FS, type Link, type Network, SS, isManual } from "./network";

/** Edges as rows, and the hubs that lie behind the leaves: their kind and summary. */
export interface Expanded {
  readonly source: number[];
  readonly target: number[];
  readonly kind: number[];
  readonly lag: number[];
  readonly lagCalendar: number[];
  readonly toSummary: number[];
  readonly hubKind: number[];
  readonly hubSummary: number[];
}

export function expand(net: Network, leaves: Leaves): Expanded {
  const rows: Expanded = {
    source: [], target: [], kind: [], lag: [], lagCalendar: [], toSummary: [], hubKind: [], hubSummary: [],
  };
  const below = new Below(net, leaves);
  const hubs = new Map<number, number>();
  for (const link of net.links) {
    const source = leaves.node[link.from]!;
    const target = leaves.node[link.to]!;
    if (source >= 0 && target >= 0) {
      push(rows, source, target, link.kind, lagOf(net, link), calendarOfLag(net, link, link.to), 0);
    } else {
      throughSummaries(net, leaves, below, hubs, link, rows);
    }
  }
  return rows;
}

function push(
  rows: Expanded, source: number, target: number, kind: number, lag: number, calendar: number, toSummary: number,
): void {
  rows.source.push(source);
  rows.target.push(target);
  rows.kind.push(kind);
  rows.lag.push(lag);
  rows.lagCalendar.push(calendar);
  rows.toSummary.push(toSummary);
}

function throughSummaries(
  net: Network, leaves: Leaves, below: Below, hubs: Map<number, number>, link: Link, rows: Expanded,
): void {
  const sources = below.of(link.from);
  const targets = below.of(link.to);
  if (sources.length === 0 || targets.length === 0) return;
  const source = sources.length > 1 ? hubFor(leaves, hubs, link, sources, rows) : sources[0]!;
  const toSummary = leaves.summary[link.to]! + (leaves.summary[link.to]! && isManual(net.activities[link.to]!) ? 1 : 0);
  const lag = lagOf(net, link);
  for (const target of targets) {
    const calendar = calendarOfLag(net, link, leaves.activity[target]!);
    push(rows, source, target, link.kind, lag, calendar, toSummary);
  }
}

/** Returns the hub that a link out of a summary leaves from, made with its edges at its first link. */
function hubFor(leaves: Leaves, hubs: Map<number, number>, link: Link, sources: readonly number[], rows: Expanded): number {
  const byFinish = link.kind === FS || link.kind === FF;
  const key = link.from * 2 + (byFinish ? 1 : 0);
  const known = hubs.get(key);
  if (known !== undefined) return known;
  const hub = leaves.activity.length + hubs.size;
  hubs.set(key, hub);
  rows.hubKind.push(byFinish ? FINISH_HUB : START_HUB);
  rows.hubSummary.push(link.from);
  for (const source of sources) push(rows, source, hub, byFinish ? FS : SS, 0, -1, 0);
  return hub;
}

/** The nodes of the active leaves under each summary, gathered when a link first asks. */
class Below {
  private readonly net: Network;
  private readonly leaves: Leaves;
  private table: Map<number, number[]> | undefined;

  constructor(net: Network, leaves: Leaves) {
    this.net = net;
    this.leaves = leaves;
  }

  of(activity: number): readonly number[] {
    const own = this.leaves.node[activity]!;
    if (own >= 0) return [own];
    this.table ??= this.gathered();
    return this.table.get(activity) ?? [];
  }

  private gathered(): Map<number, number[]> {
    const { activities } = this.net;
    const table = new Map<number, number[]>();
    this.leaves.activity.forEach((activity, v) => {
      const seen = new Set([activity]);
      for (let at = activities[activity]!.parent; at >= 0 && !seen.has(at); at = activities[at]!.parent) {
        seen.add(at);
        const found = table.get(at);
        if (found === undefined) table.set(at, [v]);
        else found.push(v);
      }
    });
    return table;
  }
}

function lagOf(net: Network, link: Link): number {
  if (link.measure !== "percent") return link.lag;
  return roundHalfEven((net.activities[link.from]!.duration * link.lag) / 100);
}

/** Returns the nearest integer, of two the even one. */
export function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

/** Returns the calendar that measures a lag, -1 for the clock. */
function calendarOfLag(net: Network, link: Link, target: number): number {
  if (link.lag === 0 || link.measure === "elapsed" || link.lagCalendar === 3) return -1;
  if (link.lagCalendar === 1) return net.activities[link.from]!.calendar;
  const { calendar, project } = net.activities[link.lagCalendar === 0 ? target : link.to]!;
  // Before work that lasts by the clock a lag runs on its project's calendar.
  return link.lagCalendar === 0 && calendar !== CLOCK ? calendar : net.projects[project]!.calendar;
}
