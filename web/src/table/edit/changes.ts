/** Changed cells as operations of the API. */
import { operationOf, type Operation } from "~/editing/operations";
import { isEditable, typeOf, type Column } from "../data/columns";
import type { Value } from "../data/frame";
import { same, type Sheet } from "../data/sheet";
import type { Filled } from "./fill";

export interface Change {
  /** Row of the sheet. */
  readonly row: number;
  readonly column: string;
  readonly value: Value;
}

/** Returns the operations of some changes, one for each row. */
export function operationsFor(sheet: Sheet, changes: readonly Change[]): Operation[] {
  const values = new Map<number, Record<string, Value>>();
  for (const { row, column, value } of changes) {
    const found = values.get(row) ?? {};
    found[column] = value;
    values.set(row, found);
  }
  const kind = typeOf(sheet.kind);
  return [...values].map(([row, said]) => operationOf({ action: "update", kind, target: sheet.id(row), values: said }));
}

/** Returns the operations that delete rows; parts of what goes become parts of what it was part of. */
export function deletionsFor(sheet: Sheet, rows: readonly number[]): Operation[] {
  const kind = typeOf(sheet.kind);
  const going = new Set(rows.map((row) => sheet.id(row)));
  const moved: Operation[] = [];
  if (sheet.kind === "INITIATIVE") {
    for (let row = 0; row < sheet.count; row += 1) {
      const parent = sheet.value(row, "parent");
      if (typeof parent !== "string" || !going.has(parent) || going.has(sheet.id(row))) continue;
      moved.push(operationOf({ action: "update", kind, target: sheet.id(row), values: { parent: heir(sheet, parent, going) } }));
    }
  }
  return [...moved, ...[...going].map((target) => operationOf({ action: "delete", kind, target, values: {} }))];
}

function heir(sheet: Sheet, parent: string, going: ReadonlySet<string>): string | null {
  let found: Value = parent;
  for (let left = 64; typeof found === "string" && going.has(found) && left > 0; left -= 1) {
    found = sheet.value(sheet.rowOf(found), "parent");
  }
  return typeof found === "string" && !going.has(found) ? found : null;
}

/** Returns the changes that filling comes to: cells of one column, or of columns of the same type, that can be edited. */
export function changesOfFill(
  filled: readonly Filled[], sheet: Sheet, columns: readonly Column[], rowAt: (place: number) => number,
): Change[] {
  return filled.flatMap(({ from, to }) => {
    const [source, target] = [columns[from.column], columns[to.column]];
    const [given, taking] = [rowAt(from.row), rowAt(to.row)];
    if (source === undefined || target === undefined || given < 0 || taking < 0 || sheet.isDeleted(taking)) return [];
    if (!isEditable(target) || !fits(source, target)) return [];
    const value = sheet.value(given, source.name);
    return same(value, sheet.value(taking, target.name)) ? [] : [{ row: taking, column: target.name, value }];
  });
}

function fits(source: Column, target: Column): boolean {
  if (source.name === target.name) return true;
  if (source.type !== target.type || source.list !== target.list || target.type === "choice") return false;
  return target.refersTo === undefined || source.refersTo?.every((type) => target.refersTo?.includes(type)) === true;
}
