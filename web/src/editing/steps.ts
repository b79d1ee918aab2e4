/** The draft as plain data: steps in force, steps undone, the revision it was begun on. Every change is a function. */
import { editOf, operationOf, randomName, type Edit, type Operation } from "./operations";
import { keyOf, merge, type Merged } from "./merge";

/** What one gesture did: a drag, a cell, a paste, a field. `label` says it to the user. */
export interface Step {
  readonly id: string;
  readonly label: string;
  readonly edits: readonly Edit[];
}

/** `base` is the revision that the edits were made on. */
export interface Drafted {
  readonly steps: readonly Step[];
  readonly undone: readonly Step[];
  readonly base: number;
  /** A save that was never answered: sent again under its key, it happens once however often it arrives. */
  readonly unanswered: Attempt | undefined;
}

/** Steps as they were sent; `key` is the idempotency key. */
export interface Attempt {
  readonly key: string;
  readonly steps: readonly Step[];
}

export const NOTHING: Drafted = { steps: [], undone: [], base: 0, unanswered: undefined };

/** Returns the draft with one more step; the first one fixes the revision it is based on. */
export function added(draft: Drafted, label: string, operations: readonly Operation[], newest: number): Drafted {
  if (operations.length === 0) return draft;
  const step = { id: randomName(), label, edits: operations.map(editOf) };
  const base = draft.steps.length === 0 ? newest : draft.base;
  return { ...draft, steps: [...draft.steps, step], undone: [], base };
}

/** Returns the draft without its last step, which can be redone. */
export function undone(draft: Drafted): Drafted {
  const last = draft.steps.at(-1);
  if (last === undefined) return draft;
  return { ...draft, steps: draft.steps.slice(0, -1), undone: [...draft.undone, last] };
}

/** Returns the draft with the step that was undone last in force again. */
export function redone(draft: Drafted): Drafted {
  const last = draft.undone.at(-1);
  if (last === undefined) return draft;
  return { ...draft, steps: [...draft.steps, last], undone: draft.undone.slice(0, -1) };
}

/** Returns the draft without one step. */
export function withoutStep(draft: Drafted, id: string): Drafted {
  return kept(draft, draft.steps.filter((step) => step.id !== id));
}

/** Returns the draft without any edit of one field of one entity; without a field: of the entity as a whole. */
export function withoutField(draft: Drafted, entity: { kind: string; target: string }, field?: string): Drafted {
  const key = keyOf(entity);
  const steps = draft.steps.map((step) => {
    const edits = step.edits.flatMap((edit) => {
      if (keyOf(edit) !== key) return [edit];
      if (field === undefined) return [];
      const values = Object.fromEntries(Object.entries(edit.values).filter(([name]) => name !== field));
      return edit.action === "update" && Object.keys(values).length === 0 ? [] : [{ ...edit, values }];
    });
    return { ...step, edits };
  });
  return kept(draft, steps.filter((step) => step.edits.length > 0));
}

/** Returns the draft as based on a newer revision. */
export function rebased(draft: Drafted, revision: number): Drafted {
  return { ...draft, base: revision };
}

/** Returns what is left after some steps were saved as a revision; what they created is now known by its id. */
export function saved(
  draft: Drafted,
  sent: readonly Step[],
  revision: number,
  created: readonly { ref: string; id: string }[],
): Drafted {
  const done = new Set(sent.map((step) => step.id));
  const ids = new Map(created.map(({ ref, id }) => [`ref:${ref}`, id]));
  const steps = draft.steps.filter((step) => !done.has(step.id)).map((step) => resolved(step, ids));
  return steps.length === 0 ? NOTHING : { ...draft, steps, undone: [], base: revision, unanswered: undefined };
}

/** Returns what to send: again what was never answered if it still stands, otherwise all steps under a new key. */
export function attemptOf(draft: Drafted): Attempt {
  const inForce = new Set(draft.steps.map((step) => step.id));
  const again = draft.unanswered;
  if (again?.steps.every((step) => inForce.has(step.id))) return again;
  return { key: randomName(), steps: draft.steps };
}

/** Returns the edits that are sent for the draft. */
export function mergedOf(steps: readonly Step[]): Merged[] {
  return merge(steps.map((step) => step.edits));
}

/** Returns the operations that are sent for the draft. */
export function operationsOf(merged: readonly Merged[]): Operation[] {
  return merged.map(operationOf);
}

function kept(draft: Drafted, steps: readonly Step[]): Drafted {
  return steps.length === 0 ? NOTHING : { ...draft, steps, undone: [] };
}

function resolved(step: Step, ids: ReadonlyMap<string, string>): Step {
  const known = (value: unknown): unknown => (typeof value === "string" ? (ids.get(value) ?? value) : value);
  const edits = step.edits.map((edit) => ({
    ...edit,
    target: known(edit.target) as string,
    values: Object.fromEntries(
      Object.entries(edit.values).map(([name, value]) => [name, Array.isArray(value) ? value.map(known) : known(value)]),
    ),
  }));
  return { ...step, edits };
}
