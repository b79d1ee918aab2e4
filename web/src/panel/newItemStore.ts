/** Whether the form for a new item is open, and for what. */
import { create } from "zustand";

export type NewKind = "PROGRAMME" | "INITIATIVE" | "MILESTONE" | "LAUNCH";

interface Parent {
  readonly id: string;
  readonly code: string;
}

interface Opened {
  readonly kind: NewKind | undefined;
  readonly parent: Parent | undefined;
}

export const useNewItem = create<Opened>(() => ({ kind: undefined, parent: undefined }));

/** Opens the form for a new item, part of `parent` if one is given. */
export function openNewItem(kind: NewKind, parent?: Parent): void {
  useNewItem.setState({ kind, parent: parent && { id: parent.id, code: parent.code } });
}

export function closeNewItem(): void {
  useNewItem.setState({ kind: undefined, parent: undefined });
}
