/** Which bars can be seen, and what lies under the pointer. Bars of a line are sorted and do not overlap. */
import type { Chart, Dates } from "../chart";
import { type Scale, timeAt, xOf } from "../time/scale";
import { drawnFinish, drawnStart, type Lane, type Layout } from "./layout";

/** Part of the whole drawing that is seen, in its pixels. */
export interface Window {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Returns the least position in [low, high) where the test holds, high where it does not; the test is monotone. */
export function firstWhere(low: number, high: number, holds: (position: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Calls `visit` with every bar that may be seen; `reach` is how far in pixels labels go beyond their bars. */
export function eachSeen(
  chart: Chart,
  dates: Dates,
  layout: Layout,
  scale: Scale,
  window: Window,
  reach: number,
  visit: (bar: number, last: number) => void,
): void {
  const from = timeAt(scale, window.left - reach);
  const to = timeAt(scale, window.left + window.width + 16);
  const lines = layout.lineTop.length;
  const bottom = window.top + window.height;
  const finish = (bar: number) => drawnFinish(dates, layout.row[bar]!, chart.shape[layout.row[bar]!]!);
  for (
    let line = firstWhere(0, lines, (at) => layout.lineTop[at]! + layout.size.line > window.top);
    line < lines && layout.lineTop[line]! < bottom;
    line += 1
  ) {
    const last = layout.lineBars[line + 1]!;
    for (let bar = firstWhere(layout.lineBars[line]!, last, (at) => finish(at) >= from); bar < last; bar += 1) {
      if (drawnStart(dates, layout.row[bar]!, chart.shape[layout.row[bar]!]!) > to) break;
      visit(bar, last);
    }
  }
}

export function laneAt(layout: Layout, y: number): Lane | undefined {
  const lane = layout.lanes[firstWhere(0, layout.lanes.length, (at) => layout.lanes[at]!.top + layout.lanes[at]!.height > y)];
  return lane !== undefined && y >= lane.top ? lane : undefined;
}

export type Part = "body" | "startHandle" | "finishHandle" | "startDot" | "finishDot";

export interface Hit {
  bar: number;
  row: number;
  part: Part;
}

export const DOT_REACH = 16;
const HANDLE = 6;

/** Returns the bar at a point of the whole drawing. Dots, from which links are pulled, lie beside the ends. */
export function barAt(chart: Chart, dates: Dates, layout: Layout, scale: Scale, x: number, y: number): Hit | undefined {
  const lines = layout.lineTop.length;
  const line = firstWhere(0, lines, (at) => layout.lineTop[at]! + layout.size.line > y);
  if (line >= lines || y < layout.lineTop[line]!) return undefined;
  let near: Hit | undefined;
  for (let bar = layout.lineBars[line]!; bar < layout.lineBars[line + 1]!; bar += 1) {
    const row = layout.row[bar]!;
    const [left, right] = edges(chart, dates, layout, scale, row);
    if (x >= left && x <= right) return { bar, row, part: partOf(x, left, right) };
    if (x >= left - DOT_REACH && x < left) near = { bar, row, part: "startDot" };
    else if (x > right && x <= right + DOT_REACH) near ??= { bar, row, part: "finishDot" };
  }
  return near;
}

/** Returns the left and right edge of a row's mark in pixels of the drawing; a bar is at least 3 wide. */
export function edges(chart: Chart, dates: Dates, layout: Layout, scale: Scale, row: number): [number, number] {
  const shape = chart.shape[row]!;
  const left = Math.round(xOf(scale, drawnStart(dates, row, shape)));
  const right = Math.round(xOf(scale, drawnFinish(dates, row, shape)));
  const half = shape === 1 || shape === 2 ? Math.round(layout.size.bar / 2) : 0;
  return half > 0 ? [left - half, right + half] : [left, Math.max(right, left + 3)];
}

function partOf(x: number, left: number, right: number): Part {
  if (right - left < 3 * HANDLE) return "body";
  if (x > right - HANDLE) return "finishHandle";
  return x < left + HANDLE ? "startHandle" : "body";
}
