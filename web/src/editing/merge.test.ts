import fc from "fast-check";
import { expect, test } from "vitest";
import { changesIn, merge, stepBehind } from "./merge";
import type { Edit } from "./operations";
import { overlayOf } from "./overlay";

const update = (target: string, values: Edit["values"], kind = "Initiative"): Edit => ({ action: "update", kind, target, values });
const create = (target: string, values: Edit["values"], kind = "Initiative"): Edit => ({ action: "create", kind, target, values });
const remove = (target: string, kind = "Initiative"): Edit => ({ action: "delete", kind, target, values: {} });

test("edits of one entity become one, the last value of each field wins", () => {
  expect(merge([[update("a", { name: "A", duration: "1w" })], [update("b", { name: "B" })], [update("a", { duration: "2w" })]])).toEqual([
    { ...update("a", { name: "A", duration: "2w" }), steps: [0, 2] },
    { ...update("b", { name: "B" }), steps: [1] },
  ]);
});

test("edits of what the draft creates join its creation", () => {
  expect(merge([[create("ref:x", { code: "X" })], [update("ref:x", { name: "New" })]])).toEqual([
    { ...create("ref:x", { code: "X", name: "New" }), steps: [0, 1] },
  ]);
});

test("deleting what the draft created leaves nothing, nor what only existed for its sake", () => {
  const steps = [
    [create("ref:x", { code: "X" })],
    [create("ref:l", { predecessor: "a", successor: "ref:x" }, "Dependency")],
    [create("ref:y", { code: "Y", parent: "ref:x" })],
    [update("b", { parent: "ref:x" }), update("c", { markets: ["m", "ref:x"], name: "C" })],
    [remove("ref:x")],
  ];
  expect(merge(steps)).toEqual([
    { ...create("ref:y", { code: "Y" }), steps: [2] },
    { ...update("c", { markets: ["m"], name: "C" }), steps: [3] },
  ]);
});

test("deleting what exists replaces its edits, and later edits of it are void", () => {
  expect(merge([[update("a", { name: "A" })], [remove("a")], [update("a", { name: "B" })]])).toEqual([
    { ...remove("a"), steps: [0, 1] },
  ]);
});

test("counts fields of updates, creations and deletions", () => {
  expect(changesIn([update("a", { name: "A", owner: "B" }), create("ref:x", { code: "X", name: "Y" }), remove("b")])).toBe(4);
});

test("finds the step that set a field", () => {
  const steps = [[update("a", { duration: "4w" })], [update("a", { owner: "Ada" })]];
  const [edit] = merge(steps);
  expect(edit && stepBehind(edit, steps, "duration")).toBe(0);
  expect(edit && stepBehind(edit, steps, "owner")).toBe(1);
  expect(edit && stepBehind(edit, steps, undefined)).toBe(1);
});

// A plan is a map of entities; refs stand for themselves. Replaying merged edits must give what the steps give.
type Plan = Map<string, Record<string, unknown>>;

function replay(plan: Plan, edits: readonly Edit[]): Plan {
  const next = new Map(plan);
  for (const { action, target, values } of edits) {
    if (action === "create") next.set(target, { ...values });
    else if (action === "delete") next.delete(target);
    else if (next.has(target)) next.set(target, { ...next.get(target), ...values });
  }
  return next;
}

const VALUES = fc.dictionary(fc.constantFrom("name", "owner", "duration"), fc.constantFrom("1", "2", "3"), { minKeys: 1 });
const EXISTING = ["a", "b", "c"];
const EDIT = fc.oneof(
  fc.tuple(fc.constantFrom(...EXISTING, "ref:x", "ref:y"), VALUES).map(([target, values]) => update(target, values)),
  fc.constantFrom(...EXISTING, "ref:x", "ref:y").map((target) => remove(target)),
);
/** Steps of edits of three items and of two that are created first; nothing is created twice. */
const STEPS = fc
  .array(fc.array(EDIT, { minLength: 1, maxLength: 3 }), { maxLength: 8 })
  .map((steps) => [[create("ref:x", { name: "x" })], [create("ref:y", { name: "y" })], ...steps]);

const PLAN: Plan = new Map(EXISTING.map((id) => [id, { name: id, owner: "o", duration: "d" }]));

test("merged edits do what all the steps do", () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      expect(replay(PLAN, merge(steps))).toEqual(replay(PLAN, steps.flat()));
    }),
  );
});

test("merging is idempotent, and no entity is edited twice", () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      const once = merge(steps);
      const twice = merge(once.map((edit) => [edit]));
      expect(twice.map(({ steps: _, ...edit }) => edit)).toEqual(once.map(({ steps: _, ...edit }) => edit));
      expect(new Set(once.map(({ target }) => target)).size).toBe(once.length);
    }),
  );
});

test("the overlay over the plan is the replay of the steps", () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      const overlay = overlayOf(merge(steps));
      const shown: Plan = new Map();
      for (const [id, entity] of PLAN) {
        const { $deleted, ...values } = overlay.get(id) ?? {};
        if ($deleted !== true) shown.set(id, { ...entity, ...values });
      }
      for (const [id, { $created, ...values }] of overlay) if ($created !== undefined) shown.set(id, values);
      expect(shown).toEqual(replay(PLAN, steps.flat()));
    }),
  );
});
