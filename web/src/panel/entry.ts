/** What a user types into a field, read as the API's value. Pure. */
import type { FieldSpec } from "./fields";

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
  switch (spec.type) {
    case "duration":
      return DURATION.test(text) ? { value: text.replace(",", ".").replace(/\s+/g, "") } : { wrong: "wrong.duration" };
    case "number":
    case "percent":
      return numeric(spec, text);
    case "day":
      return DAY.test(text) && real(text) ? { value: text } : { wrong: "wrong.day" };
    case "instant":
      return INSTANT.test(text) && real(text) ? { value: text } : { wrong: "wrong.day" };
    default:
      return { value: text };
  }
}

function emptied(spec: FieldSpec): Read {
  if (spec.type === "text" || spec.type === "longText") {
    return spec.name === "name" || spec.name === "code" ? { wrong: "wrong.required" } : { value: "" };
  }
  return spec.clearable === true ? { value: null } : { wrong: "wrong.required" };
}

function numeric(spec: FieldSpec, text: string): Read {
  const plain = spec.type === "percent" ? text.replace(/\s*%$/, "") : text;
  if (!NUMBER.test(plain)) return { wrong: "wrong.number" };
  const value = Number(plain.replace(",", "."));
  if (spec.type === "percent" && (value < 0 || value > 100)) return { wrong: "wrong.percent" };
  return { value };
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
