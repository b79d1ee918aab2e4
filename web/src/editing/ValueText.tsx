/** The value of a field in words: dates by locale, choices by name, lists, and a dash for nothing. */
import { useTranslation } from "~/locales/translation";
import { MISSING, useFormat, type Format } from "~/parts/format";

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

export function ValueText({ field, value }: { field: string; value: unknown }) {
  const say = useValueText();
  return <>{say(field, value)}</>;
}

/** Returns a function that puts the value of a field into words. */
export function useValueText(): (field: string, value: unknown) => string {
  const { t, i18n } = useTranslation("panel");
  const format = useFormat();
  const choice = (field: string, value: string) =>
    [`choices.${field}.${value}`, `choices.${value}`].filter((key) => i18n.exists(`panel:${key}`)).map((key) => t(key))[0];
  const say = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === "") return MISSING;
    if (Array.isArray(value)) return value.length === 0 ? MISSING : value.map((item) => say(field, item)).join(", ");
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return format.number(value);
    if (typeof value === "string") return choice(field, value) ?? dated(value, format) ?? value;
    return JSON.stringify(value);
  };
  return say;
}

function dated(value: string, format: Format): string | undefined {
  if (DAY.test(value)) return format.day(value);
  if (!INSTANT.test(value)) return undefined;
  return /T(23:59|00:00)/.test(value) ? format.day(value) : format.dayTime(value);
}
