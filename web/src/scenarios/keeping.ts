/** Whether the dialog that keeps the draft as a scenario is open. */
import { create } from "zustand";

export const useKeeping = create(() => ({ open: false }));

export function keepDraft(open: boolean): void {
  useKeeping.setState({ open });
}
