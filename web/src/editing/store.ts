/** The one store of the draft, kept for the session of the tab: it survives reloads and a lost network. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { newestRevision } from "~/api/live";
import type { Conflict } from "./conflicts";
import type { Operation } from "./operations";
import { idle, saveDraft } from "./save";
import * as steps from "./steps";

/** Why the last attempt to save came to nothing; NETWORK can be tried again as it is. */
export interface SaveProblem {
  readonly code: string;
  readonly message: string;
}

export interface DraftStore extends steps.Drafted {
  readonly state: "clean" | "drafted" | "saving" | "conflict";
  readonly conflicts: readonly Conflict[];
  readonly problem: SaveProblem | undefined;
  /** The revision that was saved last from here, for the toast: what it says, or how many changes it has. */
  readonly lastSaved: { readonly revision: number; readonly changes: number; readonly said?: string } | undefined;
  /** Whether the review drawer is open. */
  readonly reviewing: boolean;
  /** Adds what one gesture did. Ids are global ids, or `ref:NAME` of something created in the draft. */
  add: (step: { label: string; operations: readonly Operation[] }) => void;
  undo: () => void;
  redo: () => void;
  discard: () => void;
  /** Takes out one step, by id. */
  remove: (step: string) => void;
  /** Puts another draft in the place of this one, such as after decisions on conflicts. */
  replace: (draft: steps.Drafted) => void;
  /** Saves all steps as one revision; resolves to its number, or undefined if it was not saved. */
  save: (message?: string) => Promise<number | undefined>;
  review: (open: boolean) => void;
}

type Memory = steps.Drafted;

export const useDraftStore = create<DraftStore>()(
  persist(
    (set, get) => {
      const become = (next: steps.Drafted) =>
        set(get().state === "saving" ? next : { ...next, ...idle(next) });
      const unlessSaving = (next: (draft: steps.Drafted) => steps.Drafted) => {
        if (get().state !== "saving") become(next(get()));
      };
      return {
        ...steps.NOTHING,
        ...idle(steps.NOTHING),
        reviewing: false,
        lastSaved: undefined,
        add: ({ label, operations }) => become(steps.added(get(), label, operations, newestRevision())),
        undo: () => unlessSaving(steps.undone),
        redo: () => unlessSaving(steps.redone),
        discard: () => unlessSaving(() => steps.NOTHING),
        remove: (step) => unlessSaving((draft) => steps.withoutStep(draft, step)),
        replace: (draft) => unlessSaving(() => draft),
        save: (message) => saveDraft(get, set, message),
        review: (reviewing) => set({ reviewing }),
      };
    },
    {
      name: "planner.draft",
      version: 1,
      storage: createJSONStorage<Memory>(() => sessionStorage),
      partialize: ({ steps: kept, undone, base, unanswered }) => ({ steps: kept, undone, base, unanswered }),
      merge: (stored, fresh) => {
        const memory = stored as Memory | undefined;
        return memory === undefined ? fresh : { ...fresh, ...memory, ...idle(memory) };
      },
    },
  ),
);
