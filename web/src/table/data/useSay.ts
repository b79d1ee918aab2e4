/** Cells and headings in words. */
import { useCallback, useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { inWords } from "~/parts/inWords";
import type { Tongue } from "../entry/entry";
import type { Column, ColumnType } from "./columns";
import type { Value } from "./frame";

export type Say = (column: Column, value: Value) => string;

/** Returns a function that says the value of a cell as it is shown; "" for none. */
export function useSay(tongue: Tongue): Say {
  const format = useFormat();
  const { t, i18n } = useTranslation("table");
  return useMemo(() => {
    const days = kept(format.day);
    const instants = kept((at: string) => (/T(23:59|00:00)/.test(at) ? format.day(at) : format.dayTime(at)));
    const sayers: Partial<Record<ColumnType, (value: string, name: string) => string>> = {
      date: days,
      moment: instants,
      choice: (value, name) => tongue.choice(name, value),
      reference: tongue.label,
    };
    const say: Say = (column, value) => {
      if (value === null || value === "") return "";
      if (typeof value === "boolean") return value ? tongue.yes : tongue.no;
      if (typeof value === "number") return column.unit === "%" ? format.percent(value) : format.number(value, fraction(column, value));
      if (Array.isArray(value)) return value.map((item) => say(column, item as Value)).filter(Boolean).join(", ");
      if (typeof value === "object") return recordText(value);
      return (sayers[column.type] ?? coded)(value, column.name);
    };
    const coded = (value: string, name: string) => {
      if (name.endsWith("Quarter")) return format.quarter(value);
      if (name !== "binding") return value;
      return i18n.exists(`table:binding.${value}`) ? t(`binding.${value}`) : inWords(value);
    };
    return say;
  }, [format, tongue, t, i18n]);
}

/** Digits after the decimal sign: as many as say the number, at most two. */
function fraction({ type }: Column, value: number): number {
  if (type === "integer" || Number.isInteger(value)) return 0;
  return Number.isInteger(value * 10) ? 1 : 2;
}

function recordText(value: object): string {
  return Object.values(value).filter((part) => part !== null && part !== "").map(String).join(" ");
}

function kept(say: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let said = known.get(text);
    if (said === undefined) known.set(text, (said = say(text)));
    return said;
  };
}

/** Returns a function that names a column: in the page's words, or else in the server's. */
export function useTitle(): (column: Pick<Column, "name" | "title">) => string {
  const { t, i18n } = useTranslation("table");
  return useCallback(
    ({ name, title }) => {
      const key = [`table:columns.${name}`, `panel:fields.${name}`].find((one) => i18n.exists(one));
      return key === undefined ? title : t(key);
    },
    [t, i18n],
  );
}
