import { describe, expect, it } from "vitest";
import { byQuarter, type Launch, quarterOf, spanOf } from "./launches";

const minutes = (day: string) => Date.parse(`${day}T17:00Z`) / 60_000;
const launch = (code: string, predicted: string, target: string | null = null): Launch => ({
  row: 0,
  id: code,
  code,
  name: code,
  tier: "",
  status: "",
  owner: "",
  markets: [],
  target: target === null ? null : minutes(target),
  predicted: minutes(predicted),
  slip: null,
  floatDays: 0,
  critical: false,
  nearCritical: false,
  duties: [],
});

describe("fiscal quarters", () => {
  it.each([
    ["2027-01-01", 1, "2027Q1"],
    ["2026-12-31", 1, "2026Q4"],
    ["2026-12-31", 10, "FY27 Q1"],
    ["2027-09-30", 10, "FY27 Q4"],
    ["2027-03-31", 4, "FY27 Q4"],
    ["2027-04-01", 4, "FY28 Q1"],
  ])("%s with a year from month %d is %s", (day, start, label) => {
    expect(quarterOf(minutes(day), start)).toBe(label);
  });
});

describe("the calendar", () => {
  const launches = [launch("A", "2026-12-18"), launch("B", "2026-12-30"), launch("C", "2027-02-01", "2027-03-05")];

  it("groups launches by quarter in order", () => {
    expect(byQuarter(launches, 1).map(({ label, launches: of }) => [label, of.map(({ code }) => code)])).toEqual([
      ["2026Q4", ["A", "B"]],
      ["2027Q1", ["C"]],
    ]);
  });

  it("spans whole months around all dates", () => {
    expect(spanOf(launches)).toEqual([Date.UTC(2026, 11, 1) / 60_000, Date.UTC(2027, 3, 1) / 60_000]);
  });
});
