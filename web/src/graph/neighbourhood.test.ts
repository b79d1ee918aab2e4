import { describe, expect, it } from "vitest";
import type { Links } from "~/model/portfolio";
import { adjacencyOf, neighbourhoodOf } from "./neighbourhood";

/** 0 → 1 → 2 → 3, 4 → 2, 1 → 5; all drive but 4 → 2. */
const from = [0, 1, 2, 4, 1];
const to = [1, 2, 3, 2, 5];
const links: Links = {
  ids: from.map(String),
  from: Int32Array.from(from),
  to: Int32Array.from(to),
  type: from.map(() => "FS"),
  lag: from.map(() => ""),
  driving: Uint8Array.from([1, 1, 1, 0, 1]),
  violated: new Uint8Array(5),
};
const around = (root: number, before: number, after: number, drivingOnly = false, limit?: number) =>
  neighbourhoodOf(links, adjacencyOf(links, 6), root, { before, after, drivingOnly }, limit);

describe("a neighbourhood", () => {
  it("holds what leads to the item and what it leads to, not their other relations", () => {
    expect(around(2, Infinity, Infinity).rows).toEqual([2, 1, 4, 3, 0]);
  });

  it("ends at its reach", () => {
    expect(around(2, 1, 0)).toEqual({ rows: [2, 1, 4], links: [1, 3], omitted: 0 });
  });

  it("follows only driving links on demand", () => {
    expect(around(2, Infinity, 0, true)).toEqual({ rows: [2, 1, 0], links: [1, 0], omitted: 0 });
  });

  it("leaves out the farthest and says how many", () => {
    expect(around(2, Infinity, Infinity, false, 4)).toMatchObject({ rows: [2, 1, 4, 3], omitted: 1 });
  });
});
