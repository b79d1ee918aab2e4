/** Fields that somebody else changed while they were drafted here, with the three values to choose from. */
import type { Merged } from "./merge";
import { rebased, withoutField, type Drafted } from "./steps";

/** One thing to decide. Without a field the whole entity is in conflict: deleted here or there. */
export interface Conflict {
  readonly kind: string;
  readonly target: string;
  readonly field: string | undefined;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly message: string;
}

export interface RefusedOperation {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly operation: number | null;
  readonly current: unknown;
}

/** Returns the conflicts among the reasons for a refusal. */
export function conflictsOf(errors: readonly RefusedOperation[], sent: readonly Merged[]): Conflict[] {
  return errors.flatMap((error) => {
    const edit = error.operation === null ? undefined : sent[error.operation];
    if (error.code !== "CONFLICT" || edit === undefined) return [];
    const last = error.field?.at(-1);
    const field = last !== undefined && last in edit.values ? last : undefined;
    const mine = field === undefined ? undefined : edit.values[field];
    return [{ kind: edit.kind, target: edit.target, field, mine, theirs: error.current, message: error.message }];
  });
}

/** Returns the name under which a conflict is decided. */
export function conflictKey(conflict: Conflict): string {
  return `${conflict.kind} ${conflict.target} ${conflict.field ?? ""}`;
}

/** What is chosen for one conflict. */
export type Choice = "mine" | "theirs";

/** Returns the draft after decisions: what is theirs leaves it, the rest is now meant for the newest revision. */
export function decided(
  draft: Drafted,
  conflicts: readonly Conflict[],
  choices: ReadonlyMap<string, Choice>,
  newest: number,
): Drafted {
  const yielded = conflicts.filter((conflict) => choices.get(conflictKey(conflict)) === "theirs");
  const left = yielded.reduce((kept, conflict) => withoutField(kept, conflict, conflict.field), draft);
  return left.steps.length === 0 ? left : rebased(left, newest);
}
