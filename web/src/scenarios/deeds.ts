/** What is done to scenarios: each is one revision, said with a way back. */
import { notifications } from "@mantine/notifications";
import { renew } from "~/api/answers";
import { ApiError, ask } from "~/api/client";
import { noteRevision } from "~/api/live";
import { ownRevisions } from "~/editing/save";
import { useDraftStore } from "~/editing/store";
import { draftOf } from "./drafting";
import { DROP, OPERATIONS, REOPEN } from "./scenarios";

/** Has the page know of a revision that was made here. */
export function noteOwn(revision: number): void {
  ownRevisions.add(revision);
  noteRevision(revision);
  void renew();
}

/** Says what a revision made here has done, and offers to take it back. */
export function announce(revision: number, said: string): void {
  noteOwn(revision);
  useDraftStore.setState({ lastSaved: { revision, changes: 0, said } });
}

interface Answer {
  revision: number;
  userErrors: readonly { message: string; hint: string }[];
}

/** Gives a scenario up; `said` tells so afterwards. */
export function drop(id: string, said: string): Promise<void> {
  return told(async () => (await ask(DROP, { input: { scenario: id } })).dropScenario, said);
}

/** Opens a dropped scenario again. */
export function reopen(id: string, said: string): Promise<void> {
  return told(async () => (await ask(REOPEN, { input: { id, changes: { status: "OPEN" } } })).updateScenario, said);
}

/** Puts the edits of a scenario in the place of the draft. */
export async function openInDraft(code: string): Promise<void> {
  await orSay(async () => {
    const { scenario } = await ask(OPERATIONS, { code });
    if (scenario !== null) useDraftStore.getState().replace(draftOf(scenario));
  });
}

function told(act: () => Promise<Answer>, said: string): Promise<void> {
  return orSay(async () => {
    const { revision, userErrors } = await act();
    const [first] = userErrors;
    if (first !== undefined) throw new ApiError(`${first.message} ${first.hint}`, "REFUSED");
    announce(revision, said);
  });
}

async function orSay(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (reason) {
    if (!(reason instanceof ApiError)) throw reason;
    notifications.show({ color: "red", message: reason.message });
  }
}
