import { expect, test } from "vitest";
import type { Operation } from "~/editing/operations";
import { mergedOf, NOTHING, operationsOf } from "~/editing/steps";
import { draftOf, openedCode } from "./drafting";

const OPERATIONS = [
  { createLaunch: { ref: "n1", values: { code: "LCH-9", name: "Nine" } } },
  { updateDependency: { id: "d1", changes: { successor: "ref:n1" } } },
  { deleteDemand: "m1" },
] as unknown as Operation[];

test("a scenario is one step on its own base, and leaves the draft as it came", () => {
  const draft = draftOf({ code: "SPLIT FR", name: "France alone", baseRevision: 8, operations: OPERATIONS });
  expect([draft.base, draft.steps.map(({ label }) => label)]).toEqual([8, ["SPLIT FR France alone"]]);
  expect(operationsOf(mergedOf(draft.steps))).toEqual(OPERATIONS);
  expect([openedCode(draft.steps), openedCode(NOTHING.steps)]).toEqual(["SPLIT FR", ""]);
});
