import { describe, expect, it } from "vitest";
import { type ReadinessFrame, leastOf, standingsOf } from "./overview";

const FRAME: ReadinessFrame = {
  templates: { codes: ["G1", "G7"], names: ["Policy", "Training"] },
  launches: { codes: ["LCH-1", "LCH-2", "LCH-3"] },
  cells: {
    launches: [0, 0, 0, 1],
    markets: { codes: ["DE", "FR"], names: ["Germany", "France"], index: [0, 1, -1, 0] },
    targets: ["2027-01-10", "2027-01-10", null, "2027-02-01"],
    predicted: ["2027-01-12", "2027-01-05", "2027-01-20", null],
    liveOn: [null, null, null, null],
    slackDays: [-2, 5, null, null],
    states: { names: ["LATE", "ON_TRACK", "UNKNOWN"], index: [0, 1, 1, 2] },
    blocking: [1, -1, 0, 0],
  },
};

describe("how launches stand", () => {
  it("is how the worst market stands, with the last day and the least slack", () => {
    const { state, worst, predicted, slackDays, markets } = standingsOf(FRAME).get("LCH-1")!;
    expect([state, worst, predicted, slackDays]).toEqual(["LATE", ["DE"], "2027-01-20", -2]);
    expect(markets.map(({ market, blocking }) => [market, blocking])).toEqual([
      ["DE", "G7"],
      ["FR", ""],
      ["", "G1"],
    ]);
  });

  it("has no day where nobody knows that of one market", () => {
    expect(standingsOf(FRAME).get("LCH-2")?.predicted).toBeNull();
  });

  it("leaves no days where nobody knows of one market, unless another is late", () => {
    expect([leastOf([5, null]), leastOf([-2, null]), leastOf([5, 3]), leastOf([])]).toEqual([null, -2, 3, null]);
  });

  it("leaves out launches without cells", () => {
    expect([...standingsOf(FRAME).keys()]).toEqual(["LCH-1", "LCH-2"]);
  });
});
