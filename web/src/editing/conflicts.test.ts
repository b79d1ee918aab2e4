import { expect, test } from "vitest";
import { conflictKey, conflictsOf, decided, type Choice } from "./conflicts";
import { clashesOf, followable, valueBefore, type Revision } from "./news";
import * as steps from "./steps";

const DRAFT = steps.added(
  steps.NOTHING,
  "both",
  [{ updateInitiative: { id: "a", changes: { duration: "4w", owner: "Me" } } }],
  7,
);
const MERGED = steps.mergedOf(DRAFT.steps);
const REFUSAL = {
  code: "CONFLICT",
  message: "duration is now 5w",
  field: ["input", "operations", "0", "updateInitiative", "changes", "duration"],
  operation: 0,
  current: "5w",
};
const CONFLICTS = conflictsOf([REFUSAL], MERGED);
const choose = (choice: Choice) => new Map(CONFLICTS.map((one) => [conflictKey(one), choice]));

const revision = (number: number, field: string, before: unknown): Revision => ({
  number,
  author: "Ana",
  size: 1,
  changes: [
    { action: "UPDATE", label: "POL-101", type: "Initiative", id: "a", fields: [{ field, before }], node: { __typename: "Initiative", id: "a", code: "POL-1" } },
  ],
});

test("a conflict has both values of its field", () => {
  expect(CONFLICTS).toEqual([
    { kind: "Initiative", target: "a", field: "duration", mine: "4w", theirs: "5w", message: "duration is now 5w" },
  ]);
});

test("theirs leaves the draft, mine is meant for the newest revision; the rest stays either way", () => {
  const theirs = decided(DRAFT, CONFLICTS, choose("theirs"), 9);
  expect(steps.mergedOf(theirs.steps).map(({ values }) => values)).toEqual([{ owner: "Me" }]);
  const mine = decided(DRAFT, CONFLICTS, choose("mine"), 9);
  expect(steps.mergedOf(mine.steps).map(({ values }) => values)).toEqual([{ duration: "4w", owner: "Me" }]);
  expect([theirs.base, mine.base]).toEqual([9, 9]);
});

test("tells which drafted fields others changed, and follows where none is", () => {
  expect(clashesOf([revision(8, "duration", "3w")], MERGED)).toEqual([
    { author: "Ana", target: "a", code: "POL-1", field: "duration" },
  ]);
  expect(followable([revision(8, "duration", "3w")], MERGED)).toBe(false);
  expect(followable([revision(8, "name", "Old")], MERGED)).toBe(true);
  expect(followable([{ number: 8, author: "Ana", size: 9999 }], MERGED)).toBe(false);
});

test("a deletion there clashes with any edit here", () => {
  const [one] = revision(8, "name", "Old").changes ?? [];
  const gone = { number: 8, author: "Ana", size: 1, changes: [{ ...one!, action: "DELETE" as const, node: null }] };
  expect(clashesOf([gone], MERGED)).toEqual([{ author: "Ana", target: "a", code: undefined, field: undefined }]);
});

test("the value before is that of the first revision in between", () => {
  const between = [revision(8, "duration", "3w"), revision(9, "duration", "6w")];
  expect(valueBefore(between, "a", "duration")).toBe("3w");
});
