/** The header: bands of time, and a strip with duties in law and today. */
import type { Scene } from "./scene";
import { PaintList } from "./list";
import { DAY } from "../time/days";
import { timeAt, xOf, type Scale } from "../time/scale";
import { bandsBetween, type Tick, type Unit } from "../time/ticks";

export const BANDS_HEIGHT = 60;
export const STRIP_HEIGHT = 18;
export const HEADER_HEIGHT = BANDS_HEIGHT + STRIP_HEIGHT;

export function paintHeader(scene: Scene, scale: Scale, left: number, width: number): PaintList {
  const list = new PaintList();
  const { palette, chart, labels, lettering } = scene;
  list.rect("ground", palette.raised, 0, 0, width, HEADER_HEIGHT);
  const bands = bandsBetween(scale, left, left + width, chart.fiscalStartMonth, labels);
  const height = BANDS_HEIGHT / bands.length;
  bands.forEach((band, at) => {
    const top = at * height;
    list.rect("grid", palette.grid, 0, top + height - 1, width, 1);
    for (const tick of band.ticks) {
      list.rect("grid", at === bands.length - 1 ? palette.grid : palette.gridStrong, tick.x - left, top, 1, height);
      paintTick(tick, band.unit, at, top + height / 2);
    }
  });
  list.rect("grid", palette.gridStrong, 0, HEADER_HEIGHT - 1, width, 1);
  paintStrip(list, scene, scale, left, width);
  return list;

  function paintTick(tick: Tick, unit: Unit, at: number, y: number): void {
    const from = Math.max(tick.x - left, 0);
    const centred = unit === "day" || unit === "week" || tick.end - tick.x < 40;
    const room = centred ? tick.end - tick.x : Math.min(tick.end - left, width) - from - 8;
    const text = textOf(tick.label, room, centred);
    if (text === "") return;
    const x = centred ? (tick.x + tick.end) / 2 - left : from + 6;
    const fill = at === 0 ? palette.text : palette.textDim;
    const anchor = centred ? "middle" : "start";
    list.text("labels", { x, y: y + 0.5, text, fill, size: 12, weight: at === 0 ? 600 : 400, anchor });
  }

  /** Labels in the middle of their tick are whole or not at all; others may be cut. */
  function textOf(label: string, room: number, centred: boolean): string {
    if (label.length <= 3 || lettering.width(label) <= room) return label;
    return centred ? "" : lettering.cut(label, room);
  }
}

function paintStrip(list: PaintList, scene: Scene, scale: Scale, left: number, width: number): void {
  const { palette, chart } = scene;
  const y = BANDS_HEIGHT + STRIP_HEIGHT / 2 - 0.5;
  for (const duty of chart.obligations) {
    const x = Math.round(xOf(scale, duty.at + DAY)) - left;
    if (x < -8 || x > width + 8) continue;
    list.rect("marks", palette.obligation, x, y - 6, 2, 14);
    list.round("marks", palette.obligation, x, y - 6, 9, 7, 1);
  }
  if (scene.today === undefined) return;
  const x = Math.round(xOf(scale, scene.today)) - left;
  list.rect("front", palette.today, x - 1, BANDS_HEIGHT, 2, STRIP_HEIGHT);
  list.diamond("front", palette.today, x, y + 3, 5);
}

/** Returns the duty in law at a pixel of the strip, -1 if there is none. */
export function dutyAt(scene: Scene, scale: Scale, x: number): number {
  const reach = (8 / scale.perDay) * DAY;
  const at = timeAt(scale, x);
  let best = -1;
  scene.chart.obligations.forEach((duty, position) => {
    const distance = Math.abs(duty.at + DAY + reach / 2 - at);
    if (distance <= reach && (best < 0 || distance < Math.abs(scene.chart.obligations[best]!.at + DAY + reach / 2 - at))) {
      best = position;
    }
  });
  return best;
}
