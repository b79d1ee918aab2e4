/** Pasting: which text lands in which cell, and what each cell makes of it. Nothing is changed here. */
import { isEditable, type Column } from "../data/columns";
import type { Value } from "../data/frame";
import { same, type Sheet } from "../data/sheet";
import { readCell, type Read, type Tongue } from "../entry/entry";
import type { Block } from "../entry/tsv";
import { span, type Range } from "./range";

/** One cell under a paste. `row` is of the sheet. */
export interface Landed {
  readonly row: number;
  readonly column: Column;
  readonly text: string;
  readonly outcome: "accepted" | "unchanged" | "refused" | "readOnly";
  readonly value?: Value;
  readonly wrong?: Extract<Read, { wrong: string }>;
}

export interface Pasted {
  readonly rows: readonly number[];
  readonly columns: readonly Column[];
  /** One list per row of `rows`, one entry per column of `columns`. */
  readonly cells: readonly (readonly Landed[])[];
  /** Rows and columns of the block that lie beyond the table. */
  readonly rowsLeftOut: number;
  readonly columnsLeftOut: number;
}

/** What a paste happens to. */
export interface Ground {
  readonly sheet: Sheet;
  /** Rows of the sheet as they are shown; -1 for headings of groups, which are passed over. */
  readonly rowAt: (place: number) => number;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly tongue: Tongue;
}

/** Returns what pasting a block on a selection comes to; it repeats where the selection is a multiple of it. */
export function pasted(block: Block, selection: Range, ground: Ground): Pasted {
  const height = block.length;
  const width = Math.max(...block.map((row) => row.length));
  const deep = repeated(selection.bottom - selection.top + 1, height);
  const wide = repeated(selection.right - selection.left + 1, width);
  const rows = rowsFrom(selection.top, deep, ground);
  const columns = ground.columns.slice(selection.left, selection.left + wide);
  const codes = columns.some(isCode) ? codesIn(ground.sheet) : new Map<string, number>();
  const cells = rows.map((row, down) =>
    columns.map((column, along) => landed(row, column, block[down % height]![along % width] ?? "", ground, codes)),
  );
  return { rows, columns, cells, rowsLeftOut: deep - rows.length, columnsLeftOut: wide - columns.length };
}

/** Returns the cells of a paste that change something, refused ones left out. */
export function soundCells({ cells }: Pasted): Landed[] {
  return cells.flat().filter((cell) => cell.outcome === "accepted");
}

function landed(row: number, column: Column, text: string, { sheet, tongue }: Ground, codes: ReadonlyMap<string, number>): Landed {
  const about = { row, column, text };
  if (!isEditable(column) || sheet.isDeleted(row)) return { ...about, outcome: "readOnly" };
  const read = readCell(column, text, tongue);
  if ("wrong" in read) return { ...about, outcome: "refused", wrong: read };
  if (isCode(column) && typeof read.value === "string" && (codes.get(read.value) ?? row) !== row) {
    return { ...about, outcome: "refused", wrong: { wrong: "taken", about: { text } } };
  }
  return { ...about, value: read.value, outcome: sameMoment(column, read.value, sheet.value(row, column.name)) ? "unchanged" : "accepted" };
}

function isCode({ name }: Column): boolean {
  return name === "code";
}

/** Rows by their codes, which must differ. */
function codesIn(sheet: Sheet): Map<string, number> {
  const found = new Map<string, number>();
  for (let row = 0; row < sheet.count; row += 1) {
    const code = sheet.value(row, "code");
    if (typeof code === "string") found.set(code, row);
  }
  return found;
}

/** A day pasted on an instant at that day's first or last minute changes nothing: that is how it is copied. */
function sameMoment(column: Column, value: Value, before: Value): boolean {
  if (same(value, before)) return true;
  if (column.type !== "moment" || typeof value !== "string" || typeof before !== "string") return false;
  return value.length === 10 ? before.startsWith(value) && /T(00:00|23:59)/.test(before) : before.startsWith(value.slice(0, 16));
}

function repeated(selected: number, size: number): number {
  return selected > size && selected % size === 0 ? selected : size;
}

function rowsFrom(top: number, count: number, { rowAt, rowCount }: Ground): number[] {
  const rows: number[] = [];
  for (const place of span(top, rowCount - 1)) {
    if (rows.length === count) break;
    if (rowAt(place) >= 0) rows.push(rowAt(place));
  }
  return rows;
}
