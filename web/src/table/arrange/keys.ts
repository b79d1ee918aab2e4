/** Values as keys that sort fast: numbers, or plain text that compares sign by sign. */
import type { Column } from "../data/columns";
import type { Value } from "../data/frame";
import type { Sheet } from "../data/sheet";
import { minutesOf } from "~/model/instants";

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 480, w: 2400, mo: 9600, "%": 1 };
const ASCII = /^[ -~]*$/;
const MARKS = /[\u0300-\u036f]/g;

/** Returns the length of a duration in minutes of work, to compare it by: 8 h a day, 5 d a week, 20 d a month. */
export function minutesOfDuration(text: string): number {
  const found = /^([+-]?[\d.]+)\s*e?(mo|[a-z%])/i.exec(text);
  if (found === null) return Number.NaN;
  return Number(found[1]) * (MINUTES[found[2]!.toLowerCase()] ?? Number.NaN);
}

/** Returns text in a form whose plain order is the one people expect: accents, case and size of numbers settled. */
export function textKey(text: string): string {
  const small = text.toLowerCase();
  const plain = ASCII.test(small) ? small : small.normalize("NFD").replace(MARKS, "");
  return /\d/.test(plain) ? plain.replace(/\d+/g, (digits) => digits.padStart(9, "0")) : plain;
}

/** Returns what a value of a column sorts by; undefined for none, which comes last. `say` puts it into words. */
export function sortKey(column: Column, value: Value, say: (column: Column, value: Value) => string): number | string | undefined {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 0 : 1;
  return (typeof value === "string" ? measured(column, value) : undefined) ?? textKey(say(column, value));
}

/** Text that means an amount, an instant, or a place in a list of choices. */
function measured({ type, values }: Column, text: string): number | undefined {
  if (type === "duration") return minutesOfDuration(text);
  if (type === "date" || type === "moment") return minutesOf(text);
  return type === "choice" ? values?.indexOf(text) : undefined;
}

/** Returns the sort keys of all rows in a column, each distinct text made once. */
export function sortKeys(sheet: Sheet, column: Column, say: (column: Column, value: Value) => string): (number | string | undefined)[] {
  const known = new Map<Value, number | string | undefined>();
  return Array.from({ length: sheet.count }, (_, row) => {
    const value = sheet.value(row, column.name);
    if (typeof value !== "string") return sortKey(column, value, say);
    if (!known.has(value)) known.set(value, sortKey(column, value, say));
    return known.get(value);
  });
}
