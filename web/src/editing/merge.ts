/**
 * What a draft comes to: the edits of all its steps, at most one for each entity.
 *
 * Several edits of one entity become one; an edit of something that the draft creates joins the creation; deleting
 * what was created leaves nothing, and takes with it what only existed for its sake. The server judges the result as
 * a whole, so that the order of what remains does not matter to it.
 */
import { isRef, type Edit } from "./operations";

/** One edit that is sent, with the positions of the steps that it came from. */
export interface Merged extends Edit {
  readonly steps: readonly number[];
}

/** Kinds that make no sense without what they refer to: they go with it. */
const DEPENDENT = new Set(["Dependency", "Demand", "Assignment", "LaunchMarket", "Project"]);

/** Returns the edits of some steps, merged, in order of first mention. */
export function merge(steps: readonly (readonly Edit[])[]): Merged[] {
  const found = new Map<string, Merged>();
  steps.forEach((edits, step) => {
    for (const edit of edits) put(found, edit, step);
  });
  return [...found.values()];
}

function put(found: Map<string, Merged>, edit: Edit, step: number): void {
  const key = keyOf(edit);
  const before = found.get(key);
  if (edit.action === "delete") {
    found.delete(key);
    if (isRef(edit.target)) forget(found, edit.target);
    else found.set(key, { ...edit, steps: since(before, step) });
  } else if (before === undefined) {
    if (edit.action === "create" || !isRef(edit.target)) found.set(key, { ...edit, steps: [step] });
  } else if (before.action !== "delete") {
    found.set(key, { ...before, values: { ...before.values, ...edit.values }, steps: since(before, step) });
  }
}

/** Returns what identifies an entity among the edits of a draft. */
export function keyOf(edit: { kind: string; target: string }): string {
  return `${edit.kind} ${edit.target}`;
}

/** Returns how many changes a reader would count: each field of an update, each creation, each deletion. */
export function changesIn(merged: readonly Edit[]): number {
  return merged.reduce((sum, edit) => sum + (edit.action === "update" ? Object.keys(edit.values).length : 1), 0);
}

/** Returns the position of the last step that set a field of an edit; of the last that touched it if none did. */
export function stepBehind(edit: Merged, steps: readonly (readonly Edit[])[], field: string | undefined): number {
  const set = edit.steps.findLast((position) =>
    steps[position]?.some((one) => keyOf(one) === keyOf(edit) && field !== undefined && field in one.values),
  );
  return set ?? edit.steps.at(-1) ?? -1;
}

function since(before: Merged | undefined, step: number): number[] {
  const steps = before?.steps ?? [];
  return steps.includes(step) ? [...steps] : [...steps, step];
}

/** Takes out what refers to something that is no longer created. */
function forget(found: Map<string, Merged>, target: string): void {
  for (const [key, edit] of [...found]) {
    if (!mentions(edit.values, target)) continue;
    if (edit.action === "create" && DEPENDENT.has(edit.kind)) {
      found.delete(key);
      forget(found, edit.target);
      continue;
    }
    const values = without(edit.values, target);
    if (edit.action === "update" && Object.keys(values).length === 0) found.delete(key);
    else found.set(key, { ...edit, values });
  }
}

function mentions(values: Edit["values"], target: string): boolean {
  return Object.values(values).some((value) => value === target || (Array.isArray(value) && value.includes(target)));
}

function without(values: Edit["values"], target: string): Record<string, unknown> {
  const kept = Object.entries(values).filter(([, value]) => value !== target);
  return Object.fromEntries(
    kept.map(([name, value]) => [name, Array.isArray(value) ? value.filter((item) => item !== target) : value]),
  );
}
