/** Filling: which cell each cell of a larger selection takes its value from. */
import { span, type Place, type Range } from "./range";

export interface Filled {
  readonly from: Place;
  readonly to: Place;
}

/** Returns what Ctrl+D does: each row below the first takes the first one's values. */
export function filledDown(range: Range): Filled[] {
  return span(range.top + 1, range.bottom).flatMap((row) =>
    span(range.left, range.right).map((column) => ({ from: { row: range.top, column }, to: { row, column } })),
  );
}

/** Returns what Ctrl+R does: each column right of the first takes the first one's values. */
export function filledRight(range: Range): Filled[] {
  return span(range.top, range.bottom).flatMap((row) =>
    span(range.left + 1, range.right).map((column) => ({ from: { row, column: range.left }, to: { row, column } })),
  );
}

/** Returns what dragging the handle does: the source repeats over what was added to it. */
export function filledTo(source: Range, target: Range): Filled[] {
  const height = source.bottom - source.top + 1;
  const width = source.right - source.left + 1;
  return span(target.top, target.bottom).flatMap((row) =>
    span(target.left, target.right).flatMap((column) => {
      const from = {
        row: source.top + modulo(row - source.top, height),
        column: source.left + modulo(column - source.left, width),
      };
      return from.row === row && from.column === column ? [] : [{ from, to: { row, column } }];
    }),
  );
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
