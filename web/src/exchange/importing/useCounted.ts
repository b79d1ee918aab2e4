/** Counts of changes in words: 3 initiatives created, 2 dependencies changed. */
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { inWords } from "~/parts/inWords";
import type { Counts } from "./answer";

export const ACTIONS = ["create", "update", "delete"] as const;

export function useCounted(): (changes: Counts) => string {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  return (changes) =>
    Object.entries(changes)
      .flatMap(([kind, actions]) =>
        ACTIONS.flatMap((action) => {
          const count = actions[action] ?? 0;
          return count > 0 ? [t(`action.${action}`, { what: `${format.number(count)} ${t(`kinds.${kind}`, { count, defaultValue: inWords(kind) })}` })] : [];
        }),
      )
      .join(" · ");
}
