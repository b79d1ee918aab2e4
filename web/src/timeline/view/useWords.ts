/** Names of values in the language of the user: lanes, colours, states. */
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";

export interface Words {
  laneName: (grouping: string, key: string) => string;
  valueName: (colouring: string, value: string) => string;
}

export function useWords(): Words {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  return useMemo(
    () => ({
      laneName: (grouping, key) => {
        if (key === "") return t(grouping === "none" ? "all" : "noLane");
        return grouping === "quarter" ? format.quarter(key) : key;
      },
      valueName: (colouring, value) => {
        if (colouring === "status") return t(`parts:status.${value}`);
        if (colouring === "critical") return t(`criticality.${value}`);
        return colouring === "kind" ? t(`kind.${value}`) : value;
      },
    }),
    [t, format],
  );
}
