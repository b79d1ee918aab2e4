/** The import under way: a file, what the server says of it, and the way from one to a revision. */
import { create } from "zustand";
import { ApiError } from "~/api/client";
import { sendImport } from "~/api/files";
import { noteRevision } from "~/api/live";
import { ownRevisions } from "~/editing/save";
import type { ImportAnswer, Mapping } from "./answer";
import { recall, remember } from "./memory";

/** What is being done: how much is sent, which step the server is at, and whether it is to be saved. */
export interface Work {
  uploaded: number;
  step: string;
  applying: boolean;
}

export interface Problem {
  code: string;
  message: string;
  hint: string;
}

interface Import {
  file: File | undefined;
  /** The mapping as it was edited, or the text of one; undefined: as recognised. */
  mapping: Mapping | string | undefined;
  partial: boolean;
  work: Work | undefined;
  /** The last dry run; of an older mapping while `work` goes on. */
  answer: ImportAnswer | undefined;
  /** What that was asked with. */
  asked: Pick<Import, "mapping" | "partial">;
  problem: Problem | undefined;
  /** Whether a mapping of earlier is used. */
  recalled: boolean;
  /** Whether the plan has changed since it was looked at, before it was to be saved. */
  moved: boolean;
  /** What was saved; its revision is null where nothing had to be. */
  applied: ImportAnswer | undefined;
}

const NOTHING: Import = {
  file: undefined,
  mapping: undefined,
  partial: false,
  work: undefined,
  answer: undefined,
  asked: { mapping: undefined, partial: false },
  problem: undefined,
  recalled: false,
  moved: false,
  applied: undefined,
};
const REST_MS = 350;

export const LARGEST_FILE = 50 * 2 ** 20;
export const useImport = create<Import>(() => NOTHING);

const { getState: get, setState: set } = useImport;
let given = new AbortController();
let resting: ReturnType<typeof setTimeout> | undefined;

/** Takes a file and looks at it, with the mapping of earlier where its headings are known; `why` marks its columns. */
export async function take(file: File, why: string): Promise<void> {
  stop();
  set({ ...NOTHING, file });
  const answer = await look();
  if (answer?.tables == null || answer.samples === null) return;
  const before = recall(answer.tables, answer.samples, why);
  if (before === undefined) return;
  set({ mapping: before, recalled: true });
  await look();
}

/** Ends what is under way; nothing is saved. Without an answer to go back to, the file is put away too. */
export function giveUp(): void {
  stop();
  if (get().answer === undefined) set(NOTHING);
  else set({ work: undefined, problem: undefined, ...get().asked });
}

/** Puts the file away. */
export function putAway(): void {
  stop();
  set(NOTHING);
}

/** Reads the columns otherwise, and looks again once the hand rests. */
export function readAs(mapping: Mapping): void {
  const { samples } = get().answer ?? {};
  set({ mapping, recalled: false });
  if (samples != null) remember(mapping, samples);
  lookSoon();
}

/** Uses a mapping of elsewhere (YAML), or none: the columns as recognised. */
export function adopt(text: string | undefined): Promise<unknown> {
  set({ mapping: text, recalled: false });
  return look();
}

/** Takes what is sound, or all or nothing. */
export function takePart(partial: boolean): void {
  set({ partial });
  void look();
}

/** Looks at the file again: on the newest plan, with the mapping as it is. */
export async function look(): Promise<ImportAnswer | undefined> {
  const answer = await sent(false, {});
  if (answer === undefined) return undefined;
  const { mapping, partial } = get();
  const asked = { mapping: mapping === undefined ? undefined : (answer.tables ?? undefined), partial };
  set({ answer, asked, ...asked });
  return answer;
}

/** Saves what the last look showed; returns it with its revision where it was saved. */
export async function apply(message: string): Promise<ImportAnswer | undefined> {
  const { answer, mapping } = get();
  if (answer === undefined) return undefined;
  const applied = await sent(true, { apply: "true", message, expected_revision: String(answer.base) });
  if (applied === undefined) return undefined;
  if (applied.refused) {
    set({ answer: applied });
    return undefined;
  }
  if (applied.revision !== null) {
    ownRevisions.add(applied.revision);
    noteRevision(applied.revision);
  }
  if (typeof mapping === "object" && applied.samples !== null) remember(mapping, applied.samples);
  set({ ...NOTHING, applied });
  return applied;
}

function lookSoon(): void {
  stop();
  set({ work: { uploaded: 0, step: "", applying: false } });
  resting = setTimeout(() => void look(), REST_MS);
}

function stop(): void {
  clearTimeout(resting);
  given.abort();
}

async function sent(applying: boolean, fields: Record<string, string>): Promise<ImportAnswer | undefined> {
  const { file, mapping, partial } = get();
  if (file === undefined) return undefined;
  stop();
  given = new AbortController();
  const { signal } = given;
  const work = (change: Partial<Work>) => {
    if (!signal.aborted) set(({ work: now }) => ({ work: { uploaded: 0, step: "", ...now, applying, ...change } }));
  };
  set({ work: { uploaded: 0, step: "", applying }, problem: undefined, ...(applying && { moved: false }) });
  const form = formOf(file, { ...fields, partial: String(partial) }, mapping);
  try {
    const news = { uploaded: (share: number) => work({ uploaded: share }), step: (step: string) => work({ step }) };
    const answer = await sendImport<ImportAnswer>(form, news, signal);
    set({ work: undefined });
    return answer;
  } catch (reason) {
    if (!(reason instanceof ApiError)) throw reason;
    if (!signal.aborted) failed(reason, applying);
    return undefined;
  }
}

function failed(reason: ApiError, applying: boolean): void {
  const { code, message, hint } = reason;
  if (applying && code === "CONFLICT") {
    set({ work: undefined, moved: true });
    void look();
  } else set({ work: undefined, problem: { code, message, hint } });
}

function formOf(file: File, fields: Record<string, string>, mapping: Mapping | string | undefined): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (mapping !== undefined) form.set("mapping", typeof mapping === "string" ? mapping : JSON.stringify(mapping));
  form.set("file", file, file.name);
  return form;
}
