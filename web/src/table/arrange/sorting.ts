/** Rows in order of several columns, one after the other. */
import type { Value } from "../data/frame";
import type { Column } from "../data/columns";
import type { Sheet } from "../data/sheet";
import { sortKeys } from "./keys";

export interface Sort {
  readonly column: string;
  readonly down: boolean;
}

/** Returns rows in order; rows that are alike keep theirs, and those without a value come last either way. */
export function sorted(
  rows: Int32Array, sorts: readonly Sort[], sheet: Sheet, say: (column: Column, value: Value) => string,
): Int32Array {
  const levels = sorts.flatMap(({ column, down }) => {
    const found = sheet.column(column);
    return found === undefined ? [] : [{ keys: sortKeys(sheet, found, say), sign: down ? -1 : 1 }];
  });
  if (levels.length === 0) return rows;
  const order = Array.from(rows);
  order.sort((a, b) => {
    for (const { keys, sign } of levels) {
      const order = compared(keys[a], keys[b], sign);
      if (order !== 0) return order;
    }
    return 0;
  });
  return Int32Array.from(order);
}

function compared(a: number | string | undefined, b: number | string | undefined, sign: number): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -sign : a > b ? sign : 0;
}

/** Returns the sorts after a click on a heading: up, down, none; `more` keeps the other columns' sorts. */
export function clicked(sorts: readonly Sort[], column: string, more: boolean): Sort[] {
  const before = sorts.find((sort) => sort.column === column);
  const others = sorts.filter((sort) => sort.column !== column);
  if (!more) return before === undefined || others.length > 0 ? [{ column, down: false }] : before.down ? [] : [{ column, down: true }];
  if (before === undefined) return [...sorts, { column, down: false }];
  if (before.down) return others;
  return sorts.map((sort) => (sort.column === column ? { column, down: true } : sort));
}
