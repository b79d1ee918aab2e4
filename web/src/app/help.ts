/** Whether the help sheet is open. */
import { create } from "zustand";

export const useHelp = create<{ open: boolean; show: (open: boolean) => void }>()((change) => ({
  open: false,
  show: (open) => change({ open }),
}));
