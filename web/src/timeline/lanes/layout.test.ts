import { expect, test } from "vitest";
import { SHAPE } from "../chart";
import { OPTIONS, ZERO, chartWith, manyRows } from "../fixture";
import { DAY } from "../time/days";
import { barAt, eachSeen, edges, laneAt } from "./culling";
import { groupsOf, outline } from "./grouping";
import { drawnFinish, drawnStart, layoutOf } from "./layout";

const chart = chartWith([
  { code: "P", days: [0, 30], shape: SHAPE.rollup },
  { code: "A", days: [0, 10], lob: "B side", parent: 0 },
  { code: "B", days: [5, 20], lob: "A side", parent: 0, markets: [0, 1] },
  { code: "C", days: [12, 20], lob: "B side" },
  { code: "D", days: [3, 6] },
]);
const scale = { origin: ZERO, perDay: 4 };

test("lanes stand in order of name, rows without a value last, roll-ups without one nowhere", () => {
  expect(groupsOf(chart, "lineOfBusiness", () => true)).toEqual([
    { key: "A side", rows: [2] },
    { key: "B side", rows: [1, 3] },
    { key: "", rows: [4] },
  ]);
  expect(groupsOf(chart, "market", (row) => row !== 4)).toEqual([
    { key: "DE", rows: [2] },
    { key: "FR", rows: [2] },
    { key: "", rows: [1, 3] },
  ]);
});

test("an outline puts parts below their whole", () => {
  expect(outline(chart, [0, 1, 2, 3])).toEqual([
    { row: 0, depth: 0 },
    { row: 1, depth: 1 },
    { row: 2, depth: 1 },
    { row: 3, depth: 0 },
  ]);
  expect(outline(chart, [2, 3]).map(({ depth }) => depth)).toEqual([0, 0]);
});

test("bars that follow one another share a line, in several markets a row has a bar in each", () => {
  const layout = layoutOf(chart, chart, OPTIONS);
  expect(layout.lanes.map(({ key, top, height, count }) => [key, top, height, count])).toEqual([
    ["A side", 0, 36, 1],
    ["B side", 36, 36, 2],
    ["", 72, 36, 1],
  ]);
  expect([layout.y[layout.barOf[1]!], layout.y[layout.barOf[3]!]]).toEqual([54, 54]);
  const markets = layoutOf(chart, chart, { ...OPTIONS, grouping: "market" });
  const first = markets.barOf[2]!;
  expect([markets.lane[first], markets.lane[markets.nextOf[first]!]]).toEqual([0, 1]);
});

test("a label that needs room takes another line", () => {
  const labelled = layoutOf(chart, chart, { ...OPTIONS, labelRoom: () => 60 });
  expect(labelled.lanes[1]!.height).toBe(66);
});

test("closed lanes keep a strip and have no lines", () => {
  const layout = layoutOf(chart, chart, { ...OPTIONS, closed: new Set(["B side"]) });
  expect([layout.lanes[1]!.height, layout.lanes[1]!.lastLine - layout.lanes[1]!.firstLine]).toEqual([36, 0]);
  expect(layout.y[layout.barOf[1]!]).toBe(54);
});

test("bars are drawn in half days, milestones in the middle of their day", () => {
  expect([drawnStart(chart, 1, SHAPE.bar), drawnFinish(chart, 1, SHAPE.bar)]).toEqual([ZERO, ZERO + 10 * DAY]);
  expect(drawnStart(chart, 1, SHAPE.milestone)).toBe(ZERO + 9.5 * DAY);
});

test("the pointer finds bars, their ends and the dots beside them", () => {
  const layout = layoutOf(chart, chart, OPTIONS);
  const part = (x: number, y: number) => barAt(chart, chart, layout, scale, x, y)?.part;
  expect(edges(chart, chart, layout, scale, 1)).toEqual([0, 40]);
  expect([part(20, 54), part(38, 54), part(3, 54), part(-9, 54), part(90, 54)]).toEqual([
    "body", "finishHandle", "startHandle", "startDot", "finishDot",
  ]);
  expect(part(20, 500)).toBeUndefined();
  expect(laneAt(layout, 40)?.key).toBe("B side");
});

test("what is seen is exactly what meets the window", () => {
  const many = manyRows(2000);
  const layout = layoutOf(many, many, OPTIONS);
  const window = { left: 900, top: 700, width: 300, height: 240 };
  const seen = new Set<number>();
  eachSeen(many, many, layout, scale, window, 0, (bar) => seen.add(layout.row[bar]!));
  for (let row = 0; row < many.count; row += 1) {
    const [left, right] = edges(many, many, layout, scale, row);
    const top = layout.y[layout.barOf[row]!]! - layout.size.line / 2;
    const inside = right > 900 && left < 1200 && top + layout.size.line > 700 && top < 940;
    if (inside) expect(seen.has(row)).toBe(true);
  }
  expect(seen.size).toBeLessThan(400);
});
