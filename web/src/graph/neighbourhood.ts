/** The part of the plan around one item: what leads to it and what it leads to, nearest first. */
import type { Links } from "~/model/portfolio";

/** Links by row: `out` lists positions of links that leave a row, `into` those that reach it. */
export interface Adjacency {
  readonly out: readonly (readonly number[])[];
  readonly into: readonly (readonly number[])[];
}

export interface Reach {
  /** Links away from the item, against their direction; Infinity for all. */
  readonly before: number;
  /** Links away from the item, along their direction. */
  readonly after: number;
  /** Only along links that set a date. */
  readonly drivingOnly: boolean;
}

export interface Neighbourhood {
  /** Rows, the item first, then by distance. */
  readonly rows: readonly number[];
  /** Positions of the links between them. */
  readonly links: readonly number[];
  /** How many rows within reach were left out for the sake of legibility. */
  readonly omitted: number;
}

/** Most items that a drawing shows; beyond that nobody can read it. */
export const LEGIBLE = 300;

/** Returns the links of each row. */
export function adjacencyOf(links: Links, count: number): Adjacency {
  const out = Array.from({ length: count }, (): number[] => []);
  const into = Array.from({ length: count }, (): number[] => []);
  for (let link = 0; link < links.from.length; link++) {
    out[links.from[link]!]!.push(link);
    into[links.to[link]!]!.push(link);
  }
  return { out, into };
}

/** Returns what lies within reach of a row. Where it is too much, the farthest is left out. */
export function neighbourhoodOf(
  links: Links,
  { out, into }: Adjacency,
  root: number,
  reach: Reach,
  limit = LEGIBLE,
): Neighbourhood {
  const distance = new Map([[root, 0]]);
  walk(distance, root, reach.before, (row) => into[row]!, links.from, follow(links, reach));
  walk(distance, root, reach.after, (row) => out[row]!, links.to, follow(links, reach));
  const near = [...distance].sort(([, a], [, b]) => a - b).map(([row]) => row);
  const rows = near.slice(0, limit);
  const shown = new Set(rows);
  const between = rows.flatMap((row) => out[row]!.filter((link) => shown.has(links.to[link]!)));
  return {
    rows,
    links: reach.drivingOnly ? between.filter((link) => links.driving[link] === 1) : between,
    omitted: near.length - rows.length,
  };
}

function follow(links: Links, { drivingOnly }: Reach): (link: number) => boolean {
  return drivingOnly ? (link) => links.driving[link] === 1 : () => true;
}

/** Adds rows to `distance` by breadth, up to `reach` links away. */
function walk(
  distance: Map<number, number>,
  root: number,
  reach: number,
  linksOf: (row: number) => readonly number[],
  other: Int32Array,
  counts: (link: number) => boolean,
): void {
  const seen = new Set([root]);
  let edge = [root];
  for (let step = 1; step <= reach && edge.length > 0; step++) {
    const next: number[] = [];
    for (const link of edge.flatMap((row) => linksOf(row))) {
      const row = other[link]!;
      if (seen.has(row) || !counts(link)) continue;
      seen.add(row);
      next.push(row);
      if (!distance.has(row)) distance.set(row, step);
    }
    edge = next;
  }
}
