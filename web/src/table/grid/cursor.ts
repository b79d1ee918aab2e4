/** Where the cursor goes. Row -1 is the row of headings. */
import type { Place } from "../edit/range";

export interface Reach {
  readonly rows: number;
  readonly columns: number;
  /** Rows on screen. */
  readonly page: number;
}

/** What is selected: from the anchor to the active cell. */
export interface Cursor {
  readonly active: Place;
  readonly anchor: Place;
}

/** Returns where a key leads from a place; undefined for keys that lead nowhere. */
export function led({ row, column }: Place, key: string, far: boolean, { rows, columns, page }: Reach): Place | undefined {
  const to = (toRow: number, toColumn: number): Place => ({
    row: Math.max(-1, Math.min(rows - 1, toRow)),
    column: Math.max(0, Math.min(columns - 1, toColumn)),
  });
  const targets: Readonly<Record<string, () => Place>> = {
    ArrowUp: () => to(far && row > 0 ? 0 : far ? -1 : row - 1, column),
    ArrowDown: () => to(far ? rows - 1 : row + 1, column),
    ArrowLeft: () => to(row, far ? 0 : column - 1),
    ArrowRight: () => to(row, far ? columns - 1 : column + 1),
    PageUp: () => to(Math.max(0, row - page), column),
    PageDown: () => to(row + page, column),
    Home: () => to(far ? 0 : row, 0),
    End: () => to(far ? rows - 1 : row, columns - 1),
  };
  return targets[key]?.();
}
