/** Which rows are shown: typed conditions on columns, all of which must hold, and words that must occur. */
import { minutesOf } from "~/model/instants";
import type { Column } from "../data/columns";
import type { Value } from "../data/frame";
import type { Sheet } from "../data/sheet";
import { minutesOfDuration } from "./keys";

/** `in`: one of the values, "" for none. `range`: bounds included, "" for open. `has`: text that occurs. */
export type Test =
  | { readonly by: "in"; readonly values: readonly string[] }
  | { readonly by: "range"; readonly from: string; readonly to: string }
  | { readonly by: "has"; readonly text: string };

export interface Filter {
  readonly column: string;
  readonly test: Test;
}

type Label = (column: Column, value: Value) => string;

/** Returns the rows that meet all filters and have all words; `label` names values, as filters do. */
export function filtered(sheet: Sheet, filters: readonly Filter[], text: string, searched: readonly Column[], label: Label): Int32Array {
  const tests = filters.flatMap((filter) => {
    const column = sheet.column(filter.column);
    return column === undefined ? [] : [testOf(sheet, column, filter.test, label)];
  });
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length > 0) tests.push(wordTest(sheet, words, searched, label));
  const found = new Int32Array(sheet.count);
  let count = 0;
  for (let row = 0; row < sheet.count; row += 1) {
    if (sheet.isCreated(row) || tests.every((test) => test(row))) found[count++] = row;
  }
  return found.subarray(0, count);
}

type RowTest = (row: number) => boolean;

function testOf(sheet: Sheet, column: Column, test: Test, label: Label): RowTest {
  const value = (row: number) => sheet.value(row, column.name);
  switch (test.by) {
    case "in": {
      const wanted = new Set(test.values);
      return (row) => keysOf(column, value(row), label).some((key) => wanted.has(key));
    }
    case "has": {
      const part = test.text.toLowerCase();
      return (row) => label(column, value(row)).toLowerCase().includes(part);
    }
    case "range": {
      const from = test.from === "" ? -Infinity : measure(column, test.from, false);
      const to = test.to === "" ? Infinity : measure(column, test.to, true);
      return (row) => {
        const at = measure(column, value(row), false);
        return at >= from && at <= to;
      };
    }
  }
}

/** Returns the names by which a value is filtered and grouped; [""] for none. */
export function keysOf(column: Column, value: Value, label: Label): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [""] : value.map((item) => keyOf(column, item as Value, label));
  return [keyOf(column, value, label)];
}

function keyOf(column: Column, value: Value, label: Label): string {
  if (value === null) return "";
  if (typeof value === "boolean") return String(value);
  return column.type === "choice" && typeof value === "string" ? value : label(column, value);
}

/** Returns a value on the scale of its column; NaN for none. A day as an upper bound counts to its last minute. */
function measure(column: Column, value: Value, end: boolean): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value === "") return Number.NaN;
  if (column.type === "date" || column.type === "moment") return minutesOf(value, end);
  return column.type === "duration" ? minutesOfDuration(value) : Number(value);
}

function wordTest(sheet: Sheet, words: readonly string[], columns: readonly Column[], label: Label): RowTest {
  return (row) => {
    const text = columns.map((column) => label(column, sheet.value(row, column.name))).join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** Returns the values that occur in a column with their counts, the most frequent first. */
export function occurring(sheet: Sheet, column: Column, label: Label): [string, number][] {
  const counts = new Map<string, number>();
  for (let row = 0; row < sheet.count; row += 1) {
    for (const key of keysOf(column, sheet.value(row, column.name), label)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
