/** Where each shown column lies. */
import { firstColumns, firstWidth, type Column } from "../data/columns";
import type { Shown } from "../view/state";

export const MARGIN = 40;
const NARROWEST = 48;
const WIDEST = 900;
const PINNED = new Set(["code", "name"]);

export interface Track {
  readonly column: Column;
  /** From the left edge of the table, behind the margin with the boxes to tick. */
  readonly left: number;
  readonly width: number;
  /** Stays at the left while the others scroll. */
  readonly pinned: boolean;
}

/** Returns the columns that the view names, pinned ones first; `widths` are those being dragged right now. */
export function tracksOf(kind: string, columns: readonly Column[], shown: readonly Shown[], widths: Readonly<Record<string, number>> = {}): Track[] {
  const known = new Map(columns.map((column) => [column.name, column]));
  const wanted = chosen(kind, columns, shown).filter(({ name }) => known.has(name));
  const ordered = [...wanted.filter(({ name }) => PINNED.has(name)), ...wanted.filter(({ name }) => !PINNED.has(name))];
  let left = MARGIN;
  return ordered.map(({ name, width }) => {
    const column = known.get(name)!;
    const track = { column, left, width: narrowed(widths[name] ?? width ?? firstWidth(column)), pinned: PINNED.has(name) };
    left += track.width;
    return track;
  });
}

/** Returns the columns of a view as it lists them; those of the kind if it lists none. */
export function chosen(kind: string, columns: readonly Column[], shown: readonly Shown[]): readonly Shown[] {
  return shown.length > 0 ? shown : firstColumns(kind, columns).map((name) => ({ name }));
}

export function narrowed(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}

/** Returns the list with one name moved to the place of another. */
export function moved(shown: readonly Shown[], name: string, to: string): Shown[] {
  const from = shown.findIndex((one) => one.name === name);
  const place = shown.findIndex((one) => one.name === to);
  if (from < 0 || place < 0) return [...shown];
  const left = shown.filter((one) => one.name !== name);
  left.splice(place, 0, shown[from]!);
  return left;
}
