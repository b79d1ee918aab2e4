/** Why text is no value, in words. */
import { useCallback } from "react";
import { useTranslation } from "~/locales/translation";
import type { Read } from "../entry/entry";

/** Returns a function that says why. */
export function useWrong(): (read: Extract<Read, { wrong: string }>) => string {
  const { t } = useTranslation("table");
  return useCallback(({ wrong, about }) => t(`wrong.${wrong}`, about ?? {}), [t]);
}
