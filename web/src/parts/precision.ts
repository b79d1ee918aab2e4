/** Dates in words as coarse as they were said. */
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { type Format, type PlanDate, millisecondsOf, useFormat } from "./format";

type Words = (key: string, values: Record<string, string>) => string;
export type Say = (date: PlanDate, precision: string) => string;

/** Returns a function that says a date (the last day of its period) in its precision. */
export function sayer(format: Format, words: Words): Say {
  return (date, precision) => {
    const at = new Date(millisecondsOf(date));
    if (precision === "RELATIVE") return words("relative", {});
    if (Number.isNaN(at.valueOf())) return format.day(null);
    const month = at.getUTCMonth();
    const year = String(at.getUTCFullYear());
    switch (precision) {
      case "MONTH":
        return format.month(date);
      case "QUARTER":
        return words("calendarQuarter", { year, quarter: String(Math.floor(month / 3) + 1) });
      case "HALF":
        return words("half", { year, half: month < 6 ? "1" : "2" });
      case "YEAR":
        return format.year(date);
      default:
        return format.day(date);
    }
  };
}

/** Returns the sayer of the language that is shown. */
export function useSaid(): Say {
  const format = useFormat();
  const { t } = useTranslation("parts");
  return useMemo(() => sayer(format, t), [format, t]);
}
