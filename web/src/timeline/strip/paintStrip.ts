/** The load strip as a paint list: stacked parts, a line for what there is, stripes for what is missing. */
import type { Palette } from "~/app/palette";
import { xOf, type Scale } from "../time/scale";
import { PaintList } from "../paint/list";
import { isOver, percentAt, type Strip } from "./strip";

export const STRIP_HEIGHT = 118;
const TOP = 18;

export interface StripLook {
  palette: Palette;
  /** How a share of capacity is written. */
  percent: (value: number) => string;
  /** Period with the keyboard's focus or under the pointer, -1 for none. */
  active: number;
}

/** Returns the pixels that so many person-days are high. */
export function pixelsOf({ highest }: Strip, days: number): number {
  return (days / highest) * (STRIP_HEIGHT - TOP - 1);
}

/** Returns what is seen of a strip through a window of the drawing. */
export function paintStrip(strip: Strip, look: StripLook, scale: Scale, left: number, width: number): PaintList {
  const { palette } = look;
  const list = new PaintList();
  list.rect("ground", palette.ground, 0, 0, width, STRIP_HEIGHT);
  strip.labels.forEach((_, period) => {
    const x = Math.round(xOf(scale, strip.edges[period]!)) - left;
    const end = Math.round(xOf(scale, strip.edges[period + 1]!)) - left;
    if (end > 0 && x < width) paintPeriod(list, strip, look, period, x, end);
  });
  list.rect("grid", palette.gridStrong, 0, 0, width, 1);
  return list;
}

function paintPeriod(list: PaintList, strip: Strip, { palette, percent, active }: StripLook, period: number, x: number, end: number): void {
  const [inner, room] = [x + 1, Math.max(1, end - x - 2)];
  if (period === active) list.rect("ground", palette.weekend, x, 0, end - x, STRIP_HEIGHT);
  list.rect("grid", palette.grid, x, 0, 1, STRIP_HEIGHT);
  let base = 0;
  strip.parts.forEach(({ days, code }, at) => {
    if (days[period]! <= 0) return;
    const [bottom, top] = [STRIP_HEIGHT - Math.round(pixelsOf(strip, base)), STRIP_HEIGHT - Math.round(pixelsOf(strip, base + days[period]!))];
    base += days[period]!;
    const fill = code === "" ? palette.done : palette.series[at % palette.series.length]!;
    if (bottom > top) list.rect("bars", fill, inner, top, room, Math.max(1, bottom - top - (bottom - top > 3 ? 1 : 0)));
  });
  const there = STRIP_HEIGHT - Math.round(pixelsOf(strip, strip.supply[period]!));
  const asked = STRIP_HEIGHT - Math.round(pixelsOf(strip, strip.demand[period]!));
  const over = isOver(strip, period);
  if (over && there > asked) {
    list.rect("overlay", palette.ground, inner, asked, room, there - asked);
    list.striped("overlay", palette.critical, inner, asked, room, there - asked);
    list.frame("overlay", palette.critical, [inner + 0.5, asked + 0.5, room - 1, Math.max(1, there - asked - 1)], 1, 0, 0);
  }
  list.rect("front", palette.text, x, there - 1, end - x, 2);
  if (period === active) list.frame("front", palette.selection, [x + 0.5, 1.5, end - x - 1, STRIP_HEIGHT - 3], 2, 0, 3);
  const text = strip.demand[period]! <= 0.005 ? "" : figureOf(`${over ? "▲ " : ""}${percent(percentAt(strip, period))}`, end - x);
  if (text === "") return;
  const fill = over ? palette.deadline : palette.textDim;
  list.text("labels", { x: (Math.max(x, 0) + end) / 2, y: Math.max(9, Math.min(there, asked) - 9), text, fill, size: 11, weight: over ? 600 : 400, anchor: "middle" });
}

/** Width of a figure at 11 pixels; they are all alike. */
const FIGURE = 6.6;

/** Returns a share as whole as there is room for: "▲ 137 %", "▲137" or nothing. */
function figureOf(text: string, room: number): string {
  const short = text.replace(/[\s%]/g, "");
  return [text, short].find((one) => one.length * FIGURE <= room) ?? "";
}
