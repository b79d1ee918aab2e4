import { expect, test } from "vitest";
import { boardWith } from "./fixture";
import { GAP, PITCH, layoutOf, neighbour, seenRows, spotOf } from "./layout";

const CARDS = [
  { code: "A", lob: "Policy", start: 0, commitment: "OUTLOOK" },
  { code: "B", lob: "Policy", start: 0, commitment: "COMMITTED" },
  { code: "C", lob: "Policy", start: 2 },
  { code: "D", lob: "Training", start: 0 },
  { code: "E", start: 1 },
];
const NONE: ReadonlySet<string> = new Set();

test("groups are rows by name, cards are stacked, committed ones first", () => {
  const { rows, height } = layoutOf(boardWith(CARDS), NONE);
  expect(rows.map(({ key, stacks }) => [key, stacks])).toEqual([
    ["Policy", [[1, 0], [], [2], []]],
    ["Training", [[3], [], [], []]],
    ["", [[], [4], [], []]],
  ]);
  expect(rows[1]!.top).toBe(2 * PITCH - GAP + 16);
  expect(height).toBe(rows[2]!.top + rows[2]!.height);
});

test("a card stands in each group that it belongs to", () => {
  const board = boardWith([{ code: "A", teams: [0, 1] }], { grouping: "team" });
  expect(layoutOf(board, NONE).rows.map(({ key, count }) => [key, count])).toEqual([["Alpha", 1], ["Beta", 1]]);
});

test("arrows go up and down over groups, and sideways to the nearest card", () => {
  const layout = layoutOf(boardWith(CARDS), NONE);
  const first = spotOf(layout, "Policy", 1)!;
  expect(neighbour(layout, first, "ArrowDown")).toEqual({ group: 0, column: 0, at: 1 });
  expect(neighbour(layout, { group: 0, column: 0, at: 1 }, "ArrowDown")).toEqual({ group: 1, column: 0, at: 0 });
  expect(neighbour(layout, first, "ArrowRight")).toEqual({ group: 2, column: 1, at: 0 });
  expect(neighbour(layout, first, "ArrowLeft")).toBe(first);
  expect(neighbour(layout, first, "ArrowUp")).toEqual(first);
});

test("closed groups have no cards to go to", () => {
  const layout = layoutOf(boardWith(CARDS), new Set(["Training"]));
  expect(layout.rows[1]).toMatchObject({ closed: true, height: 44 });
  expect(neighbour(layout, { group: 0, column: 0, at: 1 }, "ArrowDown")).toEqual({ group: 0, column: 0, at: 1 });
});

test("of thousands of cards only those near the window are seen", () => {
  const board = boardWith(Array.from({ length: 2000 }, (_, at) => ({ code: `C${at}`, lob: `L${at % 3}`, start: at % 4 })));
  const seen = seenRows(layoutOf(board, NONE), 3000, 4200);
  const cards = seen.flatMap(({ row, first, last }) => row.stacks.flatMap((stack) => stack.slice(first, last + 1)));
  expect(seen.length).toBeLessThanOrEqual(2);
  expect(cards.length).toBeGreaterThan(40);
  expect(cards.length).toBeLessThan(90);
});
