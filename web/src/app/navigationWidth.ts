/** Whether the navigation shows names or icons only: the user's choice where there is room for names. */
import { useLocalStorage } from "@mantine/hooks";

/** Narrower windows show icons only. */
export const ROOM_FOR_NAMES = 1180;

/** Returns whether the navigation is narrow in a window of this width, and what toggles it (undefined: no room). */
export function useNarrowNavigation(width: number): [boolean, (() => void) | undefined] {
  const [narrow, setNarrow] = useLocalStorage({ key: "planner.navigation.narrow", defaultValue: false });
  if (width > 0 && width <= ROOM_FOR_NAMES) return [true, undefined];
  return [narrow, () => setNarrow(!narrow)];
}
