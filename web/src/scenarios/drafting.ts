/** A scenario in the draft: its edits are one step, on the revision that it was made on. */
import { editOf, type Operation } from "~/editing/operations";
import type { Drafted, Step } from "~/editing/steps";

interface Opened {
  readonly code: string;
  readonly name: string;
  readonly baseRevision: number;
  readonly operations: unknown;
}

const STEP = "scenario ";

/** Returns the draft that a scenario comes to. */
export function draftOf({ code, name, baseRevision, operations }: Opened): Drafted {
  const edits = (operations as readonly Operation[]).map(editOf);
  return { steps: [{ id: stepOf(code), label: `${code} ${name}`, edits }], undone: [], base: baseRevision, unanswered: undefined };
}

/** Returns the code of the scenario that a draft was opened from; empty: from none. */
export function openedCode(steps: readonly Step[]): string {
  return steps.find(({ id }) => id.startsWith(STEP))?.id.slice(STEP.length) ?? "";
}

/** Returns the id of the step that a scenario is in the draft. */
export function stepOf(code: string): string {
  return STEP + code;
}
