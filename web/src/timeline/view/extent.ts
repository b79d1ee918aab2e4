/** The time that can be scrolled to, and today. */
import { useMemo } from "react";
import { SHAPE, type Chart } from "../chart";
import { DAY, minutesOf, monthStart } from "../time/days";
import type { Extent } from "../time/scale";

export function todayOf(): number {
  const now = new Date();
  return minutesOf(now.getFullYear(), now.getMonth() + 1, now.getDate()) + now.getHours() * 60 + now.getMinutes();
}

/** Returns the time that can be scrolled to: all dates and today, with room for plans on either side. */
export function useExtent(chart: Chart, today: number): Extent {
  const { start, end } = periodOf(chart);
  const first = monthStart(Math.min(start, today) - 60 * DAY);
  const last = monthStart(Math.max(end, today) + 200 * DAY);
  return useMemo(() => ({ start: first, end: last }), [first, last]);
}

export function periodOf(chart: Chart): Extent {
  let [start, end] = [Infinity, -Infinity];
  for (let row = 0; row < chart.count; row += 1) {
    if (Number.isNaN(chart.start[row]!) || chart.shape[row] === SHAPE.rollup) continue;
    start = Math.min(start, chart.start[row]!);
    end = Math.max(end, chart.finish[row]!);
  }
  return start < end ? { start, end } : { start: Date.now() / 60_000, end: Date.now() / 60_000 + 90 * DAY };
}
