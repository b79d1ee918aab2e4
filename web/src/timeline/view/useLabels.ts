/** Words of the header in the language of the user. */
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { regional } from "~/parts/format";
import type { Labels } from "../time/ticks";

export function useLabels(firstMonth: number): Labels {
  const { t, i18n } = useTranslation("timeline");
  return useMemo(() => labelsOf(regional(i18n.language), firstMonth, t), [i18n.language, firstMonth, t]);
}

type Words = (key: string, values: Record<string, string | number>) => string;

/** Fiscal years that start in January are calendar years and are written as such. */
export function labelsOf(locale: string, firstMonth: number, words: Words): Labels {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    const known = new Map<number, string>();
    return (minutes: number): string => {
      let text = known.get(minutes);
      if (text === undefined) known.set(minutes, (text = formatter.format(minutes * 60_000)));
      return text;
    };
  };
  const months = { long: format({ month: "long" }), short: format({ month: "short" }), narrow: format({ month: "narrow" }) };
  const day = format({ day: "numeric" });
  const dayMonth = format({ day: "numeric", month: "short" });
  const weekday = format({ weekday: "short", day: "numeric" });
  const kind = firstMonth === 1 ? "calendar" : "fiscal";
  const short = (year: number) => String(year % 100).padStart(2, "0");
  return {
    year: (year) => words(`head.${kind}Year`, { year: firstMonth === 1 ? year : short(year) }),
    quarter: (year, quarter, brief) =>
      words(brief ? "head.shortQuarter" : `head.${kind}Quarter`, { quarter, year: firstMonth === 1 ? year : short(year) }),
    month: (minutes, style) => months[style](minutes),
    week: (number) => words("head.week", { number }),
    day: (minutes, long) => (long ? weekday(minutes) : day(minutes)),
    dayMonth,
  };
}
