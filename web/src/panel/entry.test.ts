import { expect, test } from "vitest";
import { readEntry, sameValue } from "./entry";
import { partsOf } from "./mentions";
import { operationsOfMoves } from "./remedies";

const DURATION = { name: "duration", type: "duration", clearable: true } as const;
const DAY = { name: "neededBy", type: "day", clearable: true } as const;
const PERCENT = { name: "percentComplete", type: "percent" } as const;

test.each([
  ["3w", "3w"],
  [" 10 d ", "10d"],
  ["1,5 weeks", "1.5weeks"],
  ["-2d", "-2d"],
  ["5ed", "5ed"],
  ["50%", "50%"],
])("reads the duration %s", (entry, value) => {
  expect(readEntry(DURATION, entry)).toEqual({ value });
});

test.each(["3 weekz", "w", "3", "three weeks"])("refuses the duration %s", (entry) => {
  expect(readEntry(DURATION, entry)).toEqual({ wrong: "wrong.duration" });
});

test("an empty entry takes the value away where that is allowed", () => {
  expect(readEntry(DURATION, "")).toEqual({ value: null });
  expect(readEntry(PERCENT, "")).toEqual({ wrong: "wrong.required" });
  expect(readEntry({ name: "owner", type: "text" }, "")).toEqual({ value: "" });
  expect(readEntry({ name: "name", type: "text" }, " ")).toEqual({ wrong: "wrong.required" });
});

test("days must exist, percents must be a share", () => {
  expect(readEntry(DAY, "2028-02-29")).toEqual({ value: "2028-02-29" });
  expect(readEntry(DAY, "2027-02-29")).toEqual({ wrong: "wrong.day" });
  expect(readEntry({ name: "deadline", type: "instant" }, "2027-02-28T17:00")).toEqual({ value: "2027-02-28T17:00" });
  expect(readEntry(PERCENT, "85 %")).toEqual({ value: 85 });
  expect(readEntry(PERCENT, "101")).toEqual({ wrong: "wrong.percent" });
});

test("nothing and an empty text are the same value, lists are compared item by item", () => {
  expect(sameValue(null, "")).toBe(true);
  expect(sameValue(["a"], ["a"])).toBe(true);
  expect(sameValue(["a"], ["a", "b"])).toBe(false);
});

test("a sentence falls into words and the items it names", () => {
  expect(partsOf("B (X-1) starts because A (the first) (X-2) finishes.", new Set(["X-2"]))).toEqual([
    { words: "B (X-1) starts because A (the first) ", code: undefined },
    { words: "(X-2)", code: "X-2" },
    { words: " finishes.", code: undefined },
  ]);
});

test("proposed moves become operations in the API's words", () => {
  const moves = [
    { operations: [{ action: "update", kind: "dependency", id: "d", values: { lag: "-5d" } }] },
    { operations: [{ action: "update", kind: "initiative", id: "i", values: { manual_start: null, manual_finish: null } }] },
    { operations: [{ action: "delete", kind: "launch_market", id: "m", values: {} }] },
  ];
  expect(operationsOfMoves(moves)).toEqual([
    { updateDependency: { id: "d", changes: { lag: "-5d" } } },
    { updateInitiative: { id: "i", changes: { manualStart: null, manualFinish: null } } },
    { deleteLaunchMarket: "m" },
  ]);
});
