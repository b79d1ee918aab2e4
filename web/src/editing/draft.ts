/** The draft as the views see it. Anything that edits calls `add` with what one gesture did; nothing else saves. */
import { useMemo } from "react";
import type { Merged } from "./merge";
import { overlayOf, type Overlay } from "./overlay";
import { mergedOf } from "./steps";
import { useDraftStore, type DraftStore } from "./store";

export { newRef, type Operation } from "./operations";
export { CREATED, DELETED, type Overlay } from "./overlay";
export { usePreview, type Preview } from "./preview";
export type { Step } from "./steps";

/** Returns the draft and what can be done with it. */
export function useDraft(): DraftStore {
  return useDraftStore();
}

/** Returns the edits that the draft comes to, at most one for each entity. */
export function useMerged(): readonly Merged[] {
  const steps = useDraftStore((draft) => draft.steps);
  return useMemo(() => mergedOnce(steps), [steps]);
}

/** Returns the drafted values of each entity: by global id, or `ref:NAME` of something created. */
export function useOverlay(): Overlay {
  const merged = useMerged();
  return useMemo(() => overlayOnce(merged), [merged]);
}

const mergedOnce = once(mergedOf);
const overlayOnce = once(overlayOf);

/** Returns the function with its last answer kept, so that many components share one. */
function once<Given extends object, Answer>(compute: (given: Given) => Answer): (given: Given) => Answer {
  let last: { given: Given; answer: Answer } | undefined;
  return (given) => {
    if (last?.given !== given) last = { given, answer: compute(given) };
    return last.answer;
  };
}
