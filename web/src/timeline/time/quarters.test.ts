import { expect, test } from "vitest";
import { minutesOf } from "./days";
import { quartersBetween } from "./quarters";

test("quarters are written as the API writes them", () => {
  const [from, to] = [minutesOf(2026, 11), minutesOf(2027, 4)];
  expect(quartersBetween(from, to, 1)).toEqual(["2026Q4", "2027Q1", "2027Q2"]);
  expect(quartersBetween(from, to, 4)).toEqual(["FY27 Q3", "FY27 Q4", "FY28 Q1"]);
  expect(quartersBetween(to, from, 1)).toEqual([]);
});
