/** Rows under headings by the values of one column, or of several, one within the other. */
import type { Column } from "../data/columns";
import type { Value } from "../data/frame";
import type { Sheet } from "../data/sheet";
import { sortKeys, textKey } from "./keys";
import { rolledUp, type RollUp } from "./rollup";

type Label = (column: Column, value: Value) => string;

export interface Group {
  /** Labels from the outermost heading to this, as one text. */
  readonly key: string;
  readonly column: Column;
  /** In words; "" for rows without a value. */
  readonly label: string;
  readonly depth: number;
  readonly rows: readonly number[];
  readonly open: boolean;
  readonly rollUp: RollUp;
}

/** What is shown, line by line: rows of the sheet, or `-1 - n` for the n-th group. */
export interface Lines {
  readonly lines: Int32Array;
  readonly groups: readonly Group[];
}

const SEPARATOR = "›";

/** Returns the lines of rows in order; rows of closed groups are left out. */
export function linesOf(rows: Int32Array, by: readonly Column[], closed: ReadonlySet<string>, sheet: Sheet, say: Label): Lines {
  if (by.length === 0) return { lines: rows, groups: [] };
  const lines: number[] = [];
  const groups: Group[] = [];
  const levels = by.map((column) => ({ column, keys: sortKeys(sheet, column, say) }));
  const put = (part: readonly number[], depth: number, above: string) => {
    const level = levels[depth];
    if (level === undefined) {
      for (const row of part) lines.push(row);
      return;
    }
    for (const [label, inGroup] of partsOf(part, level, sheet, say)) {
      const key = above === "" ? label || "–" : `${above}${SEPARATOR}${label || "–"}`;
      const open = !closed.has(key);
      lines.push(-1 - groups.length);
      groups.push({ key, column: level.column, label, depth, rows: inGroup, open, rollUp: rolledUp(sheet, inGroup) });
      if (open) put(inGroup, depth + 1, key);
    }
  };
  put(Array.from(rows), 0, "");
  return { lines: Int32Array.from(lines), groups };
}

interface Level {
  readonly column: Column;
  readonly keys: readonly (number | string | undefined)[];
}

/** Rows by their value, the values in order, none last. */
function partsOf(rows: readonly number[], { column, keys }: Level, sheet: Sheet, say: Label): [string, number[]][] {
  const parts = new Map<string, { key: number | string | undefined; rows: number[] }>();
  for (const row of rows) {
    const label = say(column, sheet.value(row, column.name));
    const part = parts.get(label);
    if (part === undefined) parts.set(label, { key: keys[row], rows: [row] });
    else part.rows.push(row);
  }
  const found = [...parts].sort(([a, left], [b, right]) => {
    if (left.key === undefined || right.key === undefined) return Number(left.key === undefined) - Number(right.key === undefined);
    if (left.key !== right.key) return left.key < right.key ? -1 : 1;
    return textKey(a) < textKey(b) ? -1 : 1;
  });
  return found.map(([label, part]) => [label, part.rows]);
}
