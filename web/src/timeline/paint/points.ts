/** Milestones and launches with their targets, and what was promised: dates that stand beside the work itself. */
import { SHAPE, isPoint, slipOf, type Chart, type Dates, type Wave } from "../chart";
import { DAY } from "../time/days";
import { xOf, type Scale } from "../time/scale";
import type { Brush } from "./bars";

/** A deadline this near to the end of its bar stands between the bar and its label. */
const NEAR_DEADLINE = 110;
/** Radius of the date of some markets, in pixels. */
const WAVE = 4;

/** Returns the right edge of all that is drawn of a row but its label, in pixels of the drawing: a target, the dates of
 * markets or a near deadline may lie beyond the bar. */
export function tailOf(
  chart: Chart, scale: Scale, row: number, right: number, half: number, waves = chart.waves.get(row),
): number {
  const target = chart.target[row]!;
  const deadline = chart.deadline[row]!;
  const last = waves?.at(-1);
  let tail = right;
  if (!Number.isNaN(target)) tail = Math.max(tail, noonOf(scale, target) + half);
  if (last !== undefined) tail = Math.max(tail, noonOf(scale, last.at) + WAVE + 2);
  if (!Number.isNaN(deadline)) {
    const flag = xOf(scale, Math.ceil(deadline / DAY) * DAY) + 8;
    if (flag < right + NEAR_DEADLINE) tail = Math.max(tail, flag);
  }
  return Math.round(tail);
}

/** Returns the left edge of all that is drawn of a row, in pixels of the drawing: dates before the work itself. */
export function headOf(chart: Chart, scale: Scale, row: number, left: number, half: number): number {
  const target = chart.target[row]!;
  const first = chart.waves.get(row)?.[0];
  let head = left;
  if (!Number.isNaN(target)) head = Math.min(head, noonOf(scale, target) - half);
  if (first !== undefined) head = Math.min(head, noonOf(scale, first.at) - WAVE - 2);
  return Math.round(head);
}

function noonOf(scale: Scale, minutes: number): number {
  return xOf(scale, Math.floor(minutes / DAY) * DAY + DAY / 2);
}

export function paintPoint(brush: Brush, bar: number, x: number, end: number, y: number, fill: string): void {
  const { list, scene } = brush;
  const row = scene.layout.row[bar]!;
  const middle = Math.round((x + end) / 2);
  const radius = Math.round((end - x) / 2);
  paintWaves(brush, bar, middle, y);
  paintTarget(brush, row, middle, y, radius);
  list.diamond("bars", fill, middle, Math.round(y), radius);
  if (scene.chart.shape[row] === SHAPE.launch && radius > 5) {
    list.diamond("overlay", scene.palette.ground, middle, Math.round(y), Math.max(2, radius - 6));
  }
}

/** The target of a launch as a hollow diamond, tied to the predicted date: red if it is late. */
function paintTarget({ list, scene, scale, window }: Brush, row: number, middle: number, y: number, radius: number): void {
  const target = scene.chart.target[row]!;
  if (Number.isNaN(target)) return;
  const at = Math.round(noonOf(scale, target)) - window.left;
  if (Math.abs(at - middle) < 3) return;
  const colour = colourOf(scene, row, at < middle);
  list.rect("ghosts", colour, Math.min(at, middle), Math.round(y) - 1, Math.abs(at - middle), 2);
  list.diamond("bars", colour, at, Math.round(y), radius - 3);
  list.diamond("overlay", scene.palette.ground, at, Math.round(y), Math.max(1, radius - 5));
}

/** Red for a date before the launch can be. */
function colourOf({ chain, palette }: Brush["scene"], row: number, missed: boolean): string {
  if (chain !== undefined && chain.rows[row] === 0) return palette.dimmed;
  return missed ? palette.deadline : palette.launch;
}

/** Dates of single markets as small diamonds on a thin line that begins at the launch; red before the launch can be. */
function paintWaves({ list, scene, scale, window }: Brush, bar: number, middle: number, y: number): void {
  const { palette } = scene;
  for (const wave of wavesIn(scene, bar)) {
    const at = Math.round(noonOf(scale, wave.at)) - window.left;
    const colour = colourOf(scene, scene.layout.row[bar]!, at < middle);
    list.rect("ghosts", colour, Math.min(at, middle), Math.round(y), Math.abs(at - middle), 1);
    list.diamond("bars", colour, at, Math.round(y), WAVE + (scene.layout.size.text === 0 ? -1 : 1));
    list.diamond("overlay", palette.ground, at, Math.round(y), WAVE - 2);
  }
}

/** In lanes of markets only the date of that market is drawn. */
export function wavesIn({ chart, layout, byMarket }: Brush["scene"], bar: number): readonly Wave[] {
  const waves = chart.waves.get(layout.row[bar]!) ?? [];
  const key = byMarket ? layout.lanes[layout.lane[bar]!]!.key : "";
  return key === "" ? waves : waves.filter(({ markets }) => markets.includes(key));
}

/** What was promised, as a line under the work; nothing where the dates are still those. */
export function paintBaseline({ list, scene, scale, window }: Brush, dates: Dates, row: number, y: number): void {
  const { chart, layout, palette } = scene;
  const { baseline } = chart;
  const slip = slipOf(chart, dates, row);
  if (baseline === undefined || slip === undefined) return;
  const [start, finish] = [baseline.start[row]!, baseline.finish[row]!];
  const point = isPoint(chart.shape[row]!);
  if (slip === 0 && (point || Math.floor(dates.start[row]! / DAY) * DAY === start)) return;
  const height = layout.size.text === 0 ? 1 : 3;
  const top = Math.round(y + layout.size.bar / 2) + (layout.size.text === 0 ? 0 : 1);
  const x = Math.round(xOf(scale, start)) - window.left;
  const end = Math.round(xOf(scale, finish)) - window.left;
  if (!point) {
    list.rect("ghosts", palette.baseline, x, top, Math.max(3, end - x), height);
    return;
  }
  const radius = Math.max(2, layout.size.bar / 2 - 3);
  const middle = Math.round((x + end) / 2);
  list.diamond("ghosts", palette.baseline, middle, Math.round(y), radius);
  list.diamond("ghosts", palette.ground, middle, Math.round(y), Math.max(0, radius - 2));
}
