/** The table on screen: the server's frame with the draft laid over it. Rows that the draft creates come last. */
import { CREATED, DELETED, type Overlay } from "~/editing/overlay";
import { type Column, typeOf } from "./columns";
import type { Frame, Value } from "./frame";

/** What the page's own schedule says of work under the draft; undefined for work that it does not know. */
export type Computed = (id: string, column: string) => Value | undefined;

export interface Sheet {
  readonly frame: Frame;
  readonly kind: string;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly id: (row: number) => string;
  readonly value: (row: number, column: string) => Value;
  /** The value without the draft; undefined for created rows. */
  readonly saved: (row: number, column: string) => Value | undefined;
  /** Whether the draft says something else than what is saved. */
  readonly isDrafted: (row: number, column: string) => boolean;
  readonly isCreated: (row: number) => boolean;
  readonly isDeleted: (row: number) => boolean;
  readonly rowOf: (id: string) => number;
  readonly column: (name: string) => Column | undefined;
}

/** Returns a frame with the draft on top; `computed` has what follows from the draft. */
export function sheetOf(frame: Frame, overlay: Overlay, computed?: Computed): Sheet {
  const type = typeOf(frame.kind);
  const made = [...overlay].filter(([, values]) => values[CREATED] === type).map(([id]) => id);
  const saved = frame.ids.length;
  const id = (row: number) => frame.ids[row] ?? made[row - saved] ?? "";
  const rowOf = (wanted: string) => {
    const row = frame.rowOf(wanted);
    return row >= 0 || made.length === 0 ? row : made.indexOf(wanted) + (made.includes(wanted) ? saved : 0);
  };
  const before = (row: number, column: string) => (row < saved ? frame.value(row, column) : undefined);
  const own = (row: number, column: string): Value => {
    const values = overlay.get(id(row));
    return (values !== undefined && column in values ? (values[column] as Value) : before(row, column)) ?? null;
  };
  const sources = new Map(frame.columns.flatMap(({ name, effective }) => (effective ? [[effective, name] as const] : [])));
  const inForce = (row: number, source: string): Value => {
    for (let at = row, left = 64; at >= 0 && left > 0; left -= 1) {
      const value = own(at, source);
      if (value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)) return value;
      const parent = own(at, "parent");
      at = typeof parent === "string" ? rowOf(parent) : -1;
    }
    return null;
  };
  const value = (row: number, column: string): Value => {
    if (overlay.size === 0) return frame.value(row, column);
    if (frame.column(column)?.computed !== true) return own(row, column);
    const source = sources.get(column);
    if (source !== undefined) return inForce(row, source) ?? before(row, column) ?? null;
    return computed?.(id(row), column) ?? before(row, column) ?? null;
  };
  return {
    ...{ frame, kind: frame.kind, columns: frame.columns, count: saved + made.length, id, rowOf, value, saved: before },
    column: frame.column,
    isCreated: (row) => row >= saved,
    isDeleted: (row) => overlay.get(id(row))?.[DELETED] === true,
    isDrafted: (row, column) => {
      if (overlay.size === 0 || row >= saved) return false;
      const values = overlay.get(id(row));
      if (values !== undefined && column in values) return !same(values[column], before(row, column));
      return frame.column(column)?.computed === true && !same(value(row, column), before(row, column));
    },
  };
}

/** Whether two values are the same to a reader. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (Array.isArray(a) && a.length === 0) return b == null;
  return (a ?? "") === (b ?? "");
}
