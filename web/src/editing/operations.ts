/** Edits in the API's words (`PlanOperation`) and in a shape that can be merged: what happens to which entity. */
import type { VariablesOf } from "~/api/graphql";
import type { PREVIEW } from "./preview";

/** One edit as `applyChanges` and `preview` take it: `{ updateInitiative: { id, changes } }` and its like. */
export type Operation = VariablesOf<typeof PREVIEW>["operations"][number];

export type Action = "create" | "update" | "delete";

/** One edit; `target` is an id, `ref:NAME` of something created in the draft, or "" for the portfolio. */
export interface Edit {
  readonly action: Action;
  readonly kind: string;
  readonly target: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const REF = "ref:";
const PORTFOLIO = "Portfolio";

/** Returns a name for something that is created in the draft; refer to it as `ref:NAME`. */
export function newRef(): string {
  return randomName();
}

/** Returns 96 random bits as text; unlike `randomUUID` it also works where the page is not served securely. */
export function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether a target is something that the draft creates. */
export function isRef(target: string): boolean {
  return target.startsWith(REF);
}

/** Returns the edit that an operation asks for; a creation without a ref is given one. */
export function editOf(operation: Operation): Edit {
  const found = Object.entries(operation).find(([, value]) => value != null);
  if (found === undefined) throw new Error("An operation must say what to do.");
  const [name, given] = found as [string, unknown];
  const [, action, kind] = /^(create|update|delete)(\w+)$/.exec(name) as unknown as [string, Action, string];
  if (action === "delete") return { action, kind, target: given as string, values: {} };
  if (kind === PORTFOLIO) return { action, kind, target: "", values: given as Edit["values"] };
  const { id, ref, changes, values } = given as {
    id?: string;
    ref?: string | null;
    changes?: Edit["values"];
    values?: Edit["values"];
  };
  if (action === "update") return { action, kind, target: id ?? "", values: changes ?? {} };
  return { action, kind, target: REF + (ref ?? newRef()), values: values ?? {} };
}

/** Returns the operation that asks for an edit. */
export function operationOf({ action, kind, target, values }: Edit): Operation {
  return { [action + kind]: argumentOf(action, kind, target, values) } as unknown as Operation;
}

function argumentOf(action: Action, kind: string, target: string, values: Edit["values"]): unknown {
  if (action === "delete") return target;
  if (kind === PORTFOLIO) return values;
  if (action === "update") return { id: target, changes: values };
  return { ref: target.slice(REF.length), values };
}
