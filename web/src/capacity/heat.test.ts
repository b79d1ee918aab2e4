import { describe, expect, it } from "vitest";
import { type CapacityFrame, heatOf, rowsOf, totalsOf } from "./heat";

const frame: CapacityFrame = {
  labels: ["2027Q1", "2027Q2"],
  first: ["2027-01-01", "2027-04-01"],
  last: ["2027-03-31", "2027-06-30"],
  codes: ["INF", "INF", "POL"],
  names: ["Infra", "Infra", "Policy"],
  linesOfBusiness: ["Platform", "Platform", "Policy"],
  sites: ["LA", "LA", "Dublin"],
  workforces: ["IN_HOUSE", "IN_HOUSE", "IN_HOUSE"],
  skills: ["", "evaluation", ""],
  supply: [[100, 100], [40, 40], [50, 0]],
  demand: [[137, 60], [10, 0], [0, 5]],
  percent: [[137, 60], [25, 0], [0, null]],
  gap: [[-37, 40], [30, 40], [50, -5]],
};

describe("heat", () => {
  it.each([
    [100, 0, 0, "none"],
    [100, 70, 70, "light"],
    [100, 80, 80, "fair"],
    [100, 100, 100, "full"],
    [100, 100.4, 100.4, "full"],
    [100, 101, 101, "over"],
    [0, 5, null, "over"],
  ] as const)("of %d with %d asked is %s", (supply, demand, percent, heat) => {
    expect(heatOf(supply, demand, percent)).toBe(heat);
  });
});

describe("rows", () => {
  const shown = (text: string, overloadedOnly = false) =>
    rowsOf(frame, { text, overloadedOnly }).map(({ code, skill }) => `${code} ${skill}`.trim());

  it("are teams with their skills behind them", () => expect(shown("")).toEqual(["INF", "INF evaluation", "POL"]));
  it("are found by words, site and line of business too", () => expect(shown("platform la")).toHaveLength(2));
  it("of overloaded teams only keep their skills", () => expect(shown("", true)).toEqual(["INF", "INF evaluation", "POL"]));

  it("sum up without counting skills twice", () => {
    expect(totalsOf(rowsOf(frame, { text: "", overloadedOnly: false }))).toEqual([
      { supply: 150, demand: 137, percent: (137 / 150) * 100, heat: "full" },
      { supply: 100, demand: 65, percent: 65, heat: "light" },
    ]);
  });
});
