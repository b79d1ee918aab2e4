/** Views by name, kept in this browser; each is the part of an address that says it. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

export interface SavedView {
  readonly name: string;
  readonly search: string;
}

interface SavedViews {
  readonly views: readonly SavedView[];
  /** Keeps a view; one of the same name is replaced. */
  keep: (name: string, search: string) => void;
  forget: (name: string) => void;
}

export const useSavedViews = create<SavedViews>()(
  persist(
    (change) => ({
      views: [],
      keep: (name, search) =>
        change(({ views }) => ({ views: [...views.filter((view) => view.name !== name), { name, search }] })),
      forget: (name) => change(({ views }) => ({ views: views.filter((view) => view.name !== name) })),
    }),
    { name: "planner.table.views", version: 1, storage: createJSONStorage(() => localStorage) },
  ),
);
