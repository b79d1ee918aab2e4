/** The time scale: which instant lies at which pixel. All functions are pure; lengths are CSS pixels. */
import { DAY } from "./days";

export const LEAST = 0.12;
export const MOST = 96;

export interface Extent {
  /** First instant that can be scrolled to, in minutes. */
  start: number;
  /** Last instant. */
  end: number;
}

export interface Scale {
  /** Instant at x = 0 of the whole drawing. */
  origin: number;
  /** Pixels per day, between LEAST and MOST. */
  perDay: number;
}

export function clampZoom(perDay: number): number {
  return Math.min(MOST, Math.max(LEAST, perDay));
}

export function xOf(scale: Scale, minutes: number): number {
  return ((minutes - scale.origin) / DAY) * scale.perDay;
}

export function timeAt(scale: Scale, x: number): number {
  return scale.origin + (x / scale.perDay) * DAY;
}

export function widthOf(extent: Extent, perDay: number): number {
  return Math.ceil(((extent.end - extent.start) / DAY) * perDay);
}

/** Returns the scroll position after a zoom that keeps the instant under `x` (from the left of the window) in place. */
export function zoomAround(left: number, x: number, before: number, after: number): number {
  return ((left + x) / before) * after - x;
}

/** Returns the zoom and the scroll position that show a period with a margin of the window on either side. */
export function fit(extent: Extent, period: Extent, width: number, margin = 24): { perDay: number; left: number } {
  const days = Math.max(1, (period.end - period.start) / DAY);
  const perDay = clampZoom(Math.max(1, width - 2 * margin) / days);
  const middle = ((period.start + period.end) / 2 - extent.start) / DAY;
  return { perDay, left: Math.max(0, middle * perDay - width / 2) };
}

/** Returns the zoom step of a scale: half octaves, so that rows are packed anew only now and then while zooming. */
export function zoomStep(perDay: number): number {
  return Math.floor(Math.log2(perDay) * 2) / 2;
}

export function zoomOfStep(step: number): number {
  return 2 ** step;
}
