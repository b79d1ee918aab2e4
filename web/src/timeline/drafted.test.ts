import { expect, test } from "vitest";
import type { Portfolio } from "~/model/portfolio";
import { SHAPE } from "./chart";
import { draftedChart } from "./drafted";
import { ZERO, chartWith } from "./fixture";
import { DAY } from "./time/days";

const chart = chartWith([
  { code: "P", days: [0, 20], lob: "Policy", shape: SHAPE.rollup },
  { code: "A", days: [3, 8], lob: "Policy", parent: 0 },
]);

/** The portfolio with work that the draft creates in a programme, and a launch of its own. */
const at = (days: number[], hour: number) => Float64Array.from(days, (day) => ZERO + day * DAY + hour * 60);
const drafted = {
  ...{ count: 4, ids: ["id P", "id A", "ref:n", "ref:l"], codes: ["P", "A", "N", "L"], names: ["P", "A", "New", "Go"] },
  ...{ start: at([0, 3, 10, 19], 9), finish: at([19, 7, 14, 19], 17), critical: new Uint8Array(4) },
  ...{ totalFloatDays: new Float64Array(4), percent: new Float64Array(4), parent: Int32Array.of(-1, 0, 0, -1) },
  links: { ids: [], from: new Int32Array(), to: new Int32Array(), type: [], lag: [], driving: new Uint8Array(), violated: new Uint8Array() },
  lanes: {
    lineOfBusiness: { names: ["Policy"], index: Int32Array.of(0, 0, -1, -1) },
    level: { names: ["PROGRAMME", "INITIATIVE", "LAUNCH"], index: Int32Array.of(0, 1, 1, 2) },
    status: { names: ["APPROVED"], index: Int32Array.of(0, 0, -1, -1) },
    ...Object.fromEntries(["owner", "policyArea", "programme", "team", "kind"].map((name) => [name, { names: [], index: new Int32Array(4).fill(-1) }])),
    market: { names: [], index: Array.from({ length: 4 }, () => new Int32Array()) },
  },
} as unknown as Portfolio;

test("work that the draft creates has a row of its own, in the lane of what it is part of", () => {
  const overlay = new Map([
    ["ref:n", { constraint: "SNET", constraintDate: "2027-01-11" }],
    ["ref:l", { targetDate: "2027-01-30T00:00:00" }],
  ]);
  const { count, shape, lanes, given, target, waves } = draftedChart(chart, drafted, overlay);
  expect([count, Array.from(shape)]).toEqual([4, [SHAPE.rollup, SHAPE.bar, SHAPE.bar, SHAPE.launch]]);
  expect(lanes.lineOfBusiness.index).toEqual([0, 0, 0, -1]);
  expect(lanes.status).toEqual({ names: ["APPROVED", "PROPOSED"], index: [0, 0, 1, 1] });
  expect([0, 2, 3].map(given.constraint)).toEqual(["ASAP", "SNET", ""]);
  expect([given.constraintAt[2], target[3]]).toEqual([ZERO + 10 * DAY, ZERO + 29 * DAY]);
  expect([target[0], waves.size]).toEqual([Number.NaN, 0]);
});

test("work that is given parts becomes a roll-up, and a level of its own another shape", () => {
  const under = { ...drafted, parent: Int32Array.of(-1, 0, 1, -1) };
  expect(Array.from(draftedChart(chart, under, new Map()).shape)).toEqual([SHAPE.rollup, SHAPE.rollup, SHAPE.bar, SHAPE.launch]);
  const level = { names: ["PROGRAMME", "MILESTONE", "LAUNCH"], index: Int32Array.of(0, 1, 1, 2) };
  const changed = { ...drafted, lanes: { ...drafted.lanes, level } };
  const { shape } = draftedChart(chart, changed, new Map([["id A", { level: "MILESTONE" }]]));
  expect(shape[1]).toBe(SHAPE.milestone);
});
