/** Values of filters in words. */
import { useCallback } from "react";
import { useTranslation } from "~/locales/translation";
import type { Column } from "../data/columns";
import { useModel } from "../grid/model";

/** Returns a function that says the value by which a filter knows a cell. */
export function useKeyText(): (column: Column, key: string) => string {
  const { t } = useTranslation("table");
  const { tongue } = useModel();
  return useCallback(
    (column, key) => {
      if (key === "") return t("withoutValue");
      if (column.type === "choice") return tongue.choice(column.name, key);
      return column.type === "boolean" ? (key === "true" ? tongue.yes : tongue.no) : key;
    },
    [t, tongue],
  );
}
