import fc from "fast-check";
import { expect, test } from "vitest";
import type { Operation } from "./operations";
import { operationOf } from "./operations";
import * as steps from "./steps";

const rename = (id: string, name: string): Operation => ({ updateInitiative: { id, changes: { name } } });

const drafted = (count: number): steps.Drafted =>
  Array.from({ length: count }, (_, at) => at).reduce(
    (draft, at) => steps.added(draft, `step ${at}`, [rename("a", String(at))], 7),
    steps.NOTHING,
  );

test("the first step fixes the base, later ones keep it", () => {
  const one = steps.added(steps.NOTHING, "one", [rename("a", "A")], 7);
  expect(one.base).toBe(7);
  expect(steps.added(one, "two", [rename("b", "B")], 9).base).toBe(7);
});

test("undo and redo are inverse, in any number", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), (count, back) => {
      const draft = drafted(count);
      const times = Math.min(back, count);
      let moved = draft;
      for (let at = 0; at < times; at += 1) moved = steps.undone(moved);
      expect(moved.steps).toEqual(draft.steps.slice(0, count - times));
      for (let at = 0; at < times; at += 1) moved = steps.redone(moved);
      expect(moved).toEqual(draft);
    }),
  );
});

test("a new step forgets what was undone", () => {
  const draft = steps.added(steps.undone(drafted(2)), "other", [rename("b", "B")], 8);
  expect(draft.steps.map(({ label }) => label)).toEqual(["step 0", "other"]);
  expect(draft.undone).toEqual([]);
});

test("operations survive the way through the draft", () => {
  const operations: Operation[] = [
    rename("a", "A"),
    { createLaunch: { ref: "x", values: { code: "LCH-1", name: "Go" } } },
    { deleteDependency: "d" },
    { updatePortfolio: { name: "Ours" } },
  ];
  const draft = steps.added(steps.NOTHING, "all", operations, 1);
  expect(steps.operationsOf(steps.mergedOf(draft.steps))).toEqual(operations);
  expect(draft.steps[0]?.edits.map(operationOf)).toEqual(operations);
});

test("taking the only field out of a step takes the step out", () => {
  const draft = steps.added(drafted(1), "two", [rename("b", "B")], 7);
  const left = steps.withoutField(draft, { kind: "Initiative", target: "a" }, "name");
  expect(left.steps.map(({ label }) => label)).toEqual(["two"]);
  expect(steps.withoutField(left, { kind: "Initiative", target: "b" }, "name")).toEqual(steps.NOTHING);
});

test("an unanswered save is sent again as it was, as long as all its steps stand", () => {
  const draft = drafted(2);
  const first = steps.attemptOf(draft);
  const lost = { ...draft, unanswered: first };
  expect(steps.attemptOf(lost)).toBe(first);
  expect(steps.attemptOf(steps.added(lost, "more", [rename("b", "B")], 7))).toBe(first);
  expect(steps.attemptOf(steps.undone(lost)).key).not.toBe(first.key);
});

test("after a save what was drafted meanwhile stays, and knows what was created", () => {
  const creation: Operation = { createInitiative: { ref: "x", values: { code: "X", name: "X" } } };
  const sent = steps.added(steps.NOTHING, "new", [creation], 7);
  const link: Operation = { createDependency: { ref: "l", values: { predecessor: "ref:x", successor: "a" } } };
  const meanwhile = steps.added(sent, "link", [rename("ref:x", "Better"), link], 7);
  const left = steps.saved(meanwhile, sent.steps, 8, [{ ref: "x", id: "id-of-x" }]);
  expect(left.base).toBe(8);
  expect(steps.operationsOf(steps.mergedOf(left.steps))).toEqual([
    rename("id-of-x", "Better"),
    { createDependency: { ref: "l", values: { predecessor: "id-of-x", successor: "a" } } },
  ]);
  expect(steps.saved(sent, sent.steps, 8, [])).toEqual(steps.NOTHING);
});
