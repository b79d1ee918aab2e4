/** Saving: all steps of the draft as one revision, or the reasons why not. Nothing is lost on the way. */
import { ApiError, ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { renew } from "~/api/answers";
import { noteRevision } from "~/api/live";
import { conflictsOf } from "./conflicts";
import { changesIn } from "./merge";
import { randomName } from "./operations";
import { attemptOf, mergedOf, NOTHING, operationsOf, saved, type Attempt } from "./steps";
import type { DraftStore } from "./store";

const SAVE = graphql(`
  mutation SaveDraft($input: ApplyChangesInput!) {
    applyChanges(input: $input) {
      revision
      created {
        ref
        id
      }
      userErrors {
        field
        code
        message
        operation
        current
      }
    }
  }
`);

const UNDO = graphql(`
  mutation TakeBack($input: UndoRevisionInput!) {
    undoRevision(input: $input) {
      revision
      userErrors {
        message
      }
    }
  }
`);

const LONGEST_MESSAGE = 200;

/** Revisions that this page made: they are no news. */
export const ownRevisions = new Set<number>();

type Change = (change: Partial<DraftStore>) => void;

/** Sends the draft; resolves to the revision that it became, or undefined if it was not saved. */
export async function saveDraft(get: () => DraftStore, set: Change, message = ""): Promise<number | undefined> {
  const draft = get();
  if (draft.steps.length === 0 || draft.state === "saving") return undefined;
  const attempt = attemptOf(draft);
  set({ state: "saving", problem: undefined, unanswered: attempt });
  try {
    return await send(attempt, get, set, message);
  } catch (reason) {
    if (!(reason instanceof ApiError)) throw reason;
    const answered = reason.code !== "NETWORK";
    const problem = { code: reason.code, message: reason.message };
    set({ state: "drafted", problem, ...(answered && { unanswered: undefined }) });
    return undefined;
  }
}

async function send(attempt: Attempt, get: () => DraftStore, set: Change, message: string): Promise<number | undefined> {
  const sent = mergedOf(attempt.steps);
  if (sent.length === 0) {
    set({ ...NOTHING, state: "clean" });
    return undefined;
  }
  const input = {
    operations: operationsOf(sent),
    expectedRevision: get().base,
    idempotencyKey: attempt.key,
    message: message || attempt.steps.map((step) => step.label).join("; ").slice(0, LONGEST_MESSAGE),
  };
  const { applyChanges: answer } = await ask(SAVE, { input });
  const [first] = answer.userErrors;
  if (first !== undefined) {
    const conflicts = conflictsOf(answer.userErrors, sent);
    set({
      state: conflicts.length > 0 ? "conflict" : "drafted",
      conflicts,
      problem: conflicts.length > 0 ? undefined : { code: first.code, message: first.message },
      reviewing: conflicts.length === 0,
      unanswered: undefined,
    });
    return undefined;
  }
  const left = saved(get(), attempt.steps, answer.revision, answer.created);
  ownRevisions.add(answer.revision);
  const lastSaved = { revision: answer.revision, changes: changesIn(sent) };
  set({ ...left, ...idle(left), reviewing: false, lastSaved });
  news(answer.revision);
  return answer.revision;
}

/** Has every view ask again; a revision of one's own is news even where none was known before. */
function news(revision: number): void {
  noteRevision(revision);
  void renew();
}

/** Takes a revision back, as a new one; throws ApiError with the reason if it cannot be taken back. */
export async function takeBack(revision: number): Promise<number> {
  const input = { revision, idempotencyKey: `undo-${revision}-${randomName()}` };
  const { undoRevision: answer } = await ask(UNDO, { input });
  const [first] = answer.userErrors;
  if (first !== undefined) throw new ApiError(first.message, "REFUSED");
  ownRevisions.add(answer.revision);
  news(answer.revision);
  return answer.revision;
}

/** Returns what the state becomes when nothing is being saved. */
export function idle(draft: { steps: readonly unknown[] }): Pick<DraftStore, "state" | "conflicts" | "problem"> {
  return { state: draft.steps.length === 0 ? "clean" : "drafted", conflicts: [], problem: undefined };
}
