/** The portfolio as a draft would leave it: drafted values, links and work laid over the columns, with their dates. */
import { CREATED, DELETED, type Overlay } from "~/editing/overlay";
import { LANES, type Lane, type LaneName, type LinkType, type Links, type Portfolio, lookup } from "./columns";
import { MINUTES_PER_DAY, minutesOf } from "./instants";
import type { Ripple } from "./rippling";

type Values = Readonly<Record<string, unknown>>;

/** Dates that the server says a row would have, as days. */
export interface Confirmed {
  readonly id: string;
  readonly start: string;
  readonly finish: string;
}

/**
 * Returns the portfolio under a draft. Rows keep their places; work that the draft creates comes last, what it
 * deletes has no dates (NaN). Ids of created work are `ref:NAME`.
 */
export function draftedPortfolio(portfolio: Portfolio, overlay: Overlay, ripple: Ripple): Portfolio {
  const made = [...ripple.created.keys()].map((ref) => `ref:${ref}`);
  const size = portfolio.count + made.length;
  const ids = [...portfolio.ids, ...made];
  const rowOf = (id: unknown): number => (typeof id === "string" ? anyRow(portfolio, ripple, id) : -1);
  const said = new Map<number, Values>();
  for (const [id, values] of overlay) if (rowOf(id) >= 0) said.set(rowOf(id), values);
  const texts = (column: readonly string[], field: string): string[] => {
    const copy = [...column, ...made.map(() => "")];
    for (const [row, values] of said) if (typeof values[field] === "string") copy[row] = values[field];
    return copy;
  };
  const codes = texts(portfolio.codes, "code");
  const parent = stretched(portfolio.parent, Int32Array, size, -1);
  const percent = stretched(portfolio.percent, Float64Array, size, 0);
  for (const [row, values] of said) {
    if ("parent" in values) parent[row] = rowOf(values["parent"]);
    if ("percentComplete" in values) percent[row] = Number(values["percentComplete"] ?? 0);
  }
  return {
    ...portfolio,
    count: size,
    ids,
    codes,
    names: texts(portfolio.names, "name"),
    start: ripple.start,
    finish: ripple.finish,
    critical: ripple.critical,
    nearCritical: ripple.nearCritical,
    totalFloatDays: ripple.totalFloatDays,
    percent,
    parent,
    lanes: Object.fromEntries(
      LANES.map((name) => [name, laneUnder(portfolio.lanes[name], name, said, size)]),
    ) as Record<LaneName, Lane>,
    links: linksUnder(portfolio.links, overlay, rowOf),
    ...lookup(codes, ids),
  };
}

function anyRow(portfolio: Portfolio, ripple: Ripple, id: string): number {
  if (id.startsWith("ref:")) return ripple.created.get(id.slice(4)) ?? -1;
  const row = portfolio.rowOf(id);
  return row < 0 ? portfolio.indexOf(id) : row;
}

function stretched<Column extends Int32Array | Float64Array>(
  column: Column, kind: new (size: number) => Column, size: number, rest: number,
): Column {
  const copy = new kind(size);
  copy.fill(rest);
  copy.set(column);
  return copy;
}

/** Returns a lane with drafted values; a field that is said to be of several values keeps the server's. */
function laneUnder(lane: Lane, field: LaneName, said: ReadonlyMap<number, Values>, size: number): Lane {
  const { index } = lane;
  if (!(index instanceof Int32Array)) {
    const none = new Int32Array();
    return { ...lane, index: Array.from({ length: size }, (_, row) => index[row] ?? none) };
  }
  const names = [...lane.names];
  const copy = stretched(index, Int32Array, size, -1);
  for (const [row, values] of said) {
    const value = values[field] ?? (values[CREATED] === "Launch" && field === "level" ? "LAUNCH" : undefined);
    if (typeof value !== "string") continue;
    if (value !== "" && !names.includes(value)) names.push(value);
    copy[row] = names.indexOf(value);
  }
  return { ...lane, names, index: copy };
}

/** Returns the links with those that the draft makes, changes and takes away. */
function linksUnder(links: Links, overlay: Overlay, rowOf: (id: unknown) => number): Links {
  const drafted = [...overlay].filter(([, values]) => values[CREATED] === "Dependency");
  const touched = links.ids.some((id) => overlay.has(id));
  if (drafted.length === 0 && !touched) return links;
  const rows = links.ids.map((id, i) => ({
    id,
    from: links.from[i]!,
    to: links.to[i]!,
    type: links.type[i]!,
    lag: links.lag[i]!,
    driving: links.driving[i]!,
    violated: links.violated[i]!,
  }));
  const kept = rows.flatMap((row) => {
    const values = overlay.get(row.id);
    if (values === undefined) return [row];
    return values[DELETED] === true ? [] : [linkUnder(row, values, rowOf)];
  });
  const plain = { from: -1, to: -1, type: "FS" as LinkType, lag: "", driving: 0, violated: 0 };
  const made = drafted.map(([id, values]) => linkUnder({ id, ...plain }, values, rowOf));
  const all = [...kept, ...made].filter((row) => row.from >= 0 && row.to >= 0);
  return {
    ids: all.map((row) => row.id),
    from: Int32Array.from(all, (row) => row.from),
    to: Int32Array.from(all, (row) => row.to),
    type: all.map((row) => row.type),
    lag: all.map((row) => row.lag),
    driving: Uint8Array.from(all, (row) => row.driving),
    violated: Uint8Array.from(all, (row) => row.violated),
  };
}

function linkUnder<Row extends { from: number; to: number; type: LinkType; lag: string }>(
  row: Row, values: Values, rowOf: (id: unknown) => number,
): Row {
  return {
    ...row,
    ...("predecessor" in values && { from: rowOf(values["predecessor"]) }),
    ...("successor" in values && { to: rowOf(values["successor"]) }),
    ...("type" in values && { type: (values["type"] ?? "FS") as LinkType }),
    ...("lag" in values && { lag: (values["lag"] ?? "") as string }),
  };
}

/** Returns the ripple with the days that the server confirmed; what it does not move lies where it was. */
export function confirmedRipple(portfolio: Portfolio, ripple: Ripple, moves: readonly Confirmed[]): Ripple {
  const start = ripple.start.slice();
  const finish = ripple.finish.slice();
  start.set(portfolio.start);
  finish.set(portfolio.finish);
  const moved: number[] = [];
  for (const move of moves) {
    const row = portfolio.rowOf(move.id);
    if (row < 0) continue;
    start[row] = onDay(ripple.start[row]!, move.start);
    finish[row] = onDay(ripple.finish[row]!, move.finish);
    moved.push(row);
  }
  return { ...ripple, start, finish, moved: Int32Array.from(moved), confirming: false };
}

/** Returns the time of day of an instant on another day. */
function onDay(minutes: number, day: string): number {
  const time = Number.isNaN(minutes) ? 0 : minutes - Math.floor(minutes / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  return minutesOf(day) + time;
}
