/** The card that is carried, by pointer or keyboard; kept apart from React's state, so that only what shows it renders. */
import { create } from "zustand";

export interface Carry {
  /** Position of the card. */
  card: number;
  group: string;
  /** Column that it is over. */
  to: number;
  by: "pointer" | "keyboard";
}

interface CarryStore {
  carry: Carry | undefined;
  set: (carry: Carry | undefined) => void;
}

export const useCarry = create<CarryStore>()((change) => ({
  carry: undefined,
  set: (carry) => change({ carry }),
}));
