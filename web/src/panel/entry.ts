/** What a user types into a field, read as the API's value. Pure. */
import type { FieldSpec, FieldType } from "./fields";

/** A value for the API, or what is wrong with the entry: a key of the word file. */
export type Read = { readonly value: unknown } | { readonly wrong: string };

const DURATION =
  /^([+-]?\d+(?:[.,]\d+)?)\s*((?:e?(?:mins?|minutes?|m|hrs?|hours?|h|dy|days?|d|wks?|weeks?|w|mons?|months?|mo))|%)$/i;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/;

/** Returns the value of an entry in a field; an empty one takes the value away where that is allowed. */
export function readEntry(spec: FieldSpec, entry: string): Read {
  const text = entry.trim();
  if (text === "") return emptied(spec);
  return READERS[spec.type]?.(text) ?? { value: text };
}

const READERS: Partial<Record<FieldType, (text: string) => Read>> = {
  duration: (text) =>
    DURATION.test(text) ? { value: text.replace(",", ".").replace(/\s+/g, "") } : { wrong: "wrong.duration" },
  number: (text) => numeric(text, Infinity, "wrong.number"),
  percent: (text) => numeric(text.replace(/\s*%$/, ""), 100, "wrong.percent"),
  day: (text) => (DAY.test(text) && real(text) ? { value: text } : { wrong: "wrong.day" }),
  instant: (text) => (INSTANT.test(text) && real(text) ? { value: text } : { wrong: "wrong.day" }),
};

function emptied(spec: FieldSpec): Read {
  if (spec.type === "text" || spec.type === "longText") {
    return spec.name === "name" || spec.name === "code" ? { wrong: "wrong.required" } : { value: "" };
  }
  return spec.clearable === true ? { value: null } : { wrong: "wrong.required" };
}

function numeric(text: string, most: number, beyond: string): Read {
  if (!NUMBER.test(text)) return { wrong: "wrong.number" };
  const value = Number(text.replace(",", "."));
  return Math.abs(value) > most || (Number.isFinite(most) && value < 0) ? { wrong: beyond } : { value };
}

function real(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Whether two values of a field are the same to a reader: a day and its first or last minute are. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => sameValue(item, b[at]));
  return (a ?? "") === (b ?? "");
}
