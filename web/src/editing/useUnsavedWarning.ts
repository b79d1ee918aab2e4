/** Asks before the page is left with unsaved changes. */
import { useEffect } from "react";
import { useDraftStore } from "./store";

export function useUnsavedWarning(): void {
  const drafted = useDraftStore((draft) => draft.steps.length > 0);
  useEffect(() => {
    if (!drafted) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [drafted]);
}
