/** Whether the navigation shows names or icons only: the user's choice where there is room for names. */
import { useLocalStorage, useMediaQuery } from "@mantine/hooks";

const AT_ONCE = { getInitialValueInEffect: false };

/** Returns whether the navigation is narrow, and what toggles it (undefined: the window has no room for names). */
export function useNarrowNavigation(): [boolean, (() => void) | undefined] {
  const little = useMediaQuery("(max-width: 1180px)", false, AT_ONCE);
  const [narrow, setNarrow] = useLocalStorage({ key: "planner.navigation.narrow", defaultValue: false, ...AT_ONCE });
  return little ? [true, undefined] : [narrow, () => setNarrow(!narrow)];
}
