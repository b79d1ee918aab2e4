import { expect, test } from "vitest";
import { chosenOf, findingsOf, launchLines, loadLines } from "./compare";

const LISTED = ["A", "B", "C", "D", "E"].map((code) => ({ code, status: code === "B" ? "DROPPED" : "OPEN" }));

test.each([
  ["", ["A", "C", "D"]],
  ["E|B|gone", ["E", "B"]],
  ["A|B|C|D", ["A", "B", "C"]],
  ["-", []],
])("of %j are compared: %j", (asked, chosen) => {
  expect(chosenOf(asked, LISTED)).toEqual(chosen);
});

function launch(code: string, before: string | null, after: string | null, late: readonly [number | null, number | null] = [0, 0]) {
  const [lateDaysBefore, lateDaysAfter] = late;
  return { launch: { code, name: code }, finishBefore: before, finishAfter: after, days: null, lateDaysBefore, lateDaysAfter };
}

test("launches are lines where some side has another day, another target, or one more launch", () => {
  const sides = [
    { launches: [launch("L1", "d1", "d2"), launch("L2", "d1", "d1"), launch("L3", "d1", "d1", [3, 0])] },
    { launches: [launch("L1", "d1", "d1"), launch("L2", "d1", "d1"), launch("L3", "d1", "d1", [3, 3]), launch("L0", null, "d9")] },
  ];
  const lines = launchLines(sides, false);
  expect(lines.map(({ key, sides: told }) => [key, ...told.map((side) => side?.finishAfter)])).toEqual([
    ["L0", undefined, "d9"],
    ["L1", "d2", "d1"],
    ["L3", "d1", "d1"],
  ]);
  expect(launchLines(sides, true).map(({ key }) => key)).toEqual(["L0", "L1", "L2", "L3"]);
});

test("overloads stand on one line for each quarter and team; a side without one is as the plan", () => {
  const load = (code: string, quarter: string, percent: number) => ({
    ...{ team: { code, name: code }, skill: "", quarter, before: null, after: { percent } },
  });
  const lines = loadLines([{ load: [load("VEN", "2027Q1", 106)] }, { load: [load("IAI", "2026Q4", 120), load("VEN", "2027Q1", 101)] }]);
  expect(lines.map(({ key, sides }) => [key, ...sides.map((side) => side?.after?.percent)])).toEqual([
    ["2026Q4 IAI ", undefined, 120],
    ["2027Q1 VEN ", 106, 101],
  ]);
});

test("a finding that says something else of the same entity is neither new nor gone", () => {
  const finding = (code: string, id: string, message: string) => ({ severity: "WARNING" as const, code, message, node: { __typename: "Launch" as const, id } });
  const side = {
    newFindings: [finding("late-launch", "L1", "finishes 11 Dec"), finding("overload", "T1", "106 %")],
    goneFindings: [finding("late-launch", "L1", "finishes 18 Dec"), finding("late-launch", "L2", "finishes 3 Jan")],
  };
  const { fresh, changed, gone } = findingsOf(side);
  expect([fresh, changed, gone].map((list) => list.map(({ message }) => message))).toEqual([["106 %"], ["finishes 11 Dec"], ["finishes 3 Jan"]]);
});
