/** Scrolling to what was selected elsewhere. */
import { useEffect } from "react";
import { reveal } from "./commit";
import type { Control } from "./control";

/** Scrolls to what was selected elsewhere: by an address, the palette, a link of the side panel. */
export function useRevealed(control: () => Control, rows: ReadonlySet<number>): void {
  const [first] = rows;
  useEffect(() => {
    if (first === undefined) return;
    const frame = requestAnimationFrame(() => reveal(control(), first));
    return () => cancelAnimationFrame(frame);
  }, [control, first]);
}
