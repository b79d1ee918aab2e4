/** Rectangles of cells. Places count what is shown: rows from 0 (headings of groups too), columns from 0. */

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Both ends included. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Returns the rectangle between two cells. */
export function between(a: Place, b: Place): Range {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

/** Whether a cell lies in a rectangle. */
export function holds(range: Range, { row, column }: Place): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

/** Returns how many cells a rectangle has. */
export function sizeOf({ top, left, bottom, right }: Range): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** Returns the nearest place within a table of so many rows and columns. */
export function clamped({ row, column }: Place, rows: number, columns: number): Place {
  return { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) };
}

/** Returns a selection grown to a cell, in the direction in which the cell lies furthest from it. */
export function grown(range: Range, to: Place): Range {
  const down = to.row > range.bottom ? to.row - range.bottom : to.row < range.top ? to.row - range.top : 0;
  const along = to.column > range.right ? to.column - range.right : to.column < range.left ? to.column - range.left : 0;
  if (Math.abs(down) >= Math.abs(along)) {
    return { ...range, top: range.top + Math.min(0, down), bottom: range.bottom + Math.max(0, down) };
  }
  return { ...range, left: range.left + Math.min(0, along), right: range.right + Math.max(0, along) };
}

/** Returns the numbers from one to another, both included. */
export function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
