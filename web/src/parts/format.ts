/** Dates, numbers and fiscal labels as the reader's locale writes them. */
import { useTranslation } from "~/locales/translation";

/** A wall-clock date or date-time of the plan (ISO, no zone), or minutes since 1970-01-01T00:00 of that clock. */
export type PlanDate = string | number | null | undefined;

/** What stands for a missing value. */
export const MISSING = "–";

export interface Format {
  /** 3 Mar 2027. */
  day: (date: PlanDate) => string;
  /** 3 Mar, without the year. */
  shortDay: (date: PlanDate) => string;
  /** 3 Mar 2027, 09:00. */
  dayTime: (date: PlanDate) => string;
  /** Mar 2027. */
  month: (date: PlanDate) => string;
  /** 2027. */
  year: (date: PlanDate) => string;
  /** An instant with zone, such as that of a revision, on the reader's own clock. */
  instant: (at: string) => string;
  number: (value: number, digits?: number) => string;
  /** 85 % of 85. */
  percent: (value: number) => string;
  /** 12 d, or −12 d. */
  days: (value: number) => string;
  /** +12 d or −3 d. */
  shift: (value: number) => string;
  /** Q1 2027 of 2027Q1; FY27 Q1 (German: GJ27 Q1) of FY27 Q1. */
  quarter: (label: string) => string;
}

type Words = (key: string, values: Record<string, string>) => string;

/** Returns the formats of a locale; `words` says the fiscal labels. */
export function formatOf(locale: string, words: Words): Format {
  const day = dateFormat(locale, { day: "numeric", month: "short", year: "numeric" });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return {
    day,
    shortDay: dateFormat(locale, { day: "numeric", month: "short" }),
    dayTime: dateFormat(locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }),
    month: dateFormat(locale, { month: "short", year: "numeric" }),
    year: dateFormat(locale, { year: "numeric" }),
    instant: (at) => instant.format(new Date(at)),
    number: (value, digits) =>
      minus(
        digits === undefined
          ? number.format(value)
          : value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
      ),
    percent: (value) => percent.format(value / 100),
    days: (value) => words("days", { number: minus(number.format(value)) }),
    shift: (value) => words("days", { number: minus(signed.format(value)) }),
    quarter: (label) => quarter(label, words),
  };
}

/** Locales that write a hyphen before negative numbers get the sign. */
function minus(number: string): string {
  return number.replace("-", "−");
}

/** Returns the milliseconds of a plan date on its wall clock read as UTC; NaN if it is missing. */
export function millisecondsOf(date: PlanDate): number {
  if (date == null || date === "") return Number.NaN;
  if (typeof date === "number") return date * 60_000;
  return Date.parse(date.length === 10 ? `${date}T00:00Z` : `${date}Z`);
}

/** Returns the formats of the language that is shown, in the reader's region of it. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation("parts");
  let format = made.get(t);
  if (format === undefined) made.set(t, (format = formatOf(regional(i18n.language), t)));
  return format;
}

/** Formats of each language; they are costly to make, and every cell wants them. */
const made = new WeakMap<Words, Format>();

/** Returns the reader's own tag for a language, such as en-GB for en; the language itself if there is none. */
export function regional(language: string): string {
  return navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): (date: PlanDate) => string {
  const format = new Intl.DateTimeFormat(locale, { ...options, hourCycle: "h23", timeZone: "UTC" });
  return (date) => {
    const at = millisecondsOf(date);
    return Number.isNaN(at) ? MISSING : format.format(at);
  };
}

function quarter(label: string, words: Words): string {
  const parts = /^(FY)?(\d+) ?Q([1-4])$/.exec(label);
  if (parts === null) return label;
  return words(parts[1] === undefined ? "calendarQuarter" : "fiscalQuarter", {
    year: parts[2] ?? "",
    quarter: parts[3] ?? "",
  });
}
