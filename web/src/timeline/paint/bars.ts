/** Bars, milestones, launches, roll-ups and their labels. */
import { SHAPE, isPoint, type Dates } from "../chart";
import { eachSeen, edges, type Window } from "../lanes/culling";
import { xOf, type Scale } from "../time/scale";
import type { PaintList } from "./list";
import { headOf, paintBaseline, paintPoint, tailOf, wavesIn } from "./points";
import type { Live, Scene } from "./scene";

/** Widest label beside a bar, in pixels. */
export const LABEL_REACH = 260;
const DONE_SHADE = "rgba(0, 0, 0, 0.24)";
const INSIDE = 112;

/** What one drawing of the bars needs. */
export interface Brush {
  list: PaintList;
  scene: Scene;
  scale: Scale;
  window: Window;
  live: Live | undefined;
}

/** Returns the room that a label needs right of its bar at a zoom, 0 where it fits inside or is left out. */
export function labelRoom(scene: Pick<Scene, "chart" | "lettering">, perDay: number, text: number) {
  return (row: number, barWidth: number): number => {
    const { chart, lettering } = scene;
    if (text === 0 || perDay < 0.7 || chart.shape[row] === SHAPE.rollup) return 0;
    if (!isPoint(chart.shape[row]!) && barWidth >= INSIDE) return 0;
    const label = perDay < 2.2 ? chart.codes[row]! : `${chart.codes[row]} ${chart.names[row]}`;
    return Math.min(lettering.width(label), 176) + 10;
  };
}

export function paintBars(brush: Brush): void {
  const { scene, scale, window, live } = brush;
  const { layout, chart, dates } = scene;
  eachSeen(chart, dates, layout, scale, window, LABEL_REACH, (bar, last) => {
    const row = layout.row[bar]!;
    if (live?.moved.has(row)) {
      paintGhost(brush, bar, dates);
      return;
    }
    if (scene.saved !== undefined && moved(scene.saved, dates, row)) paintGhost(brush, bar, scene.saved);
    const next = bar + 1 < last ? headAt(brush, bar + 1) - window.left : Infinity;
    paintBar(brush, bar, dates, next);
  });
  for (const row of live?.moved ?? []) {
    for (let bar = layout.barOf[row]!; bar >= 0; bar = layout.nextOf[bar]!) paintBar(brush, bar, live!.dates, Infinity);
  }
  if (live === undefined) paintProposed(brush);
  paintClosed(brush);
}

function headAt({ scene: { chart, dates, layout }, scale }: Brush, bar: number): number {
  const row = layout.row[bar]!;
  return headOf(chart, scale, row, edges(chart, dates, layout, scale, row)[0], layout.size.bar / 2);
}

function moved(saved: Dates, dates: Dates, row: number): boolean {
  if (row >= saved.start.length) return false;
  return saved.start[row] !== dates.start[row] || saved.finish[row] !== dates.finish[row];
}

function paintBar(brush: Brush, bar: number, dates: Dates, next: number): void {
  const { list, scene, scale, window } = brush;
  const { chart, layout, palette } = scene;
  const row = layout.row[bar]!;
  const [left, right] = edges(chart, dates, layout, scale, row);
  const [x, end, y] = [left - window.left, right - window.left, layout.y[bar]! - window.top];
  if (end < -LABEL_REACH || x > window.width || y < -40 || y > window.height + 40) return;
  const dim = scene.chain !== undefined && scene.chain.rows[row] === 0;
  const fill = dim ? palette.dimmed : scene.colours.fill(row);
  const shape = chart.shape[row]!;
  if (scene.baseline) paintBaseline(brush, dates, row, y);
  if (shape === SHAPE.rollup) paintRollup(brush, x, end, y, fill);
  else if (isPoint(shape)) paintPoint(brush, bar, x, end, y, fill);
  else paintBody(brush, row, x, end, y, fill, dim);
  if (scene.selected.has(row)) {
    const height = layout.size.bar;
    list.frame("front", palette.selection, [x - 2, y - height / 2 - 2, end - x + 4, height + 4], 2, 0, 5);
  }
  if (layout.size.text > 0) paintLabel(brush, bar, x, end, y, next, dim);
}

function paintBody(brush: Brush, row: number, x: number, end: number, y: number, fill: string, dim: boolean): void {
  const { list, scene } = brush;
  const { layout, chart, palette, dates } = scene;
  const height = layout.size.bar;
  const top = Math.round(y - height / 2);
  const [from, to] = [Math.max(x, -8), Math.min(end, brush.window.width + 8)];
  if (to <= from) return;
  if (end - x < 7 || layout.size.text === 0) list.rect("bars", fill, from, top, to - from, height);
  else list.round("bars", fill, from, top, to - from, height, 4);
  if (dim) return;
  const percent = chart.percent[row]!;
  if (percent > 0 && percent < 100) {
    const until = Math.min(to, x + ((end - x) * percent) / 100);
    if (until > from) list.rect("overlay", DONE_SHADE, from, top, Math.round(until - from), height);
  }
  const open = dates.critical[row] && percent < 100;
  if (open && fill !== palette.critical && x > -4) list.rect("overlay", palette.critical, x, top, Math.min(4, end - x), height);
}

/** Roll-ups are inferred from their parts: a broken bracket, not a bar. */
function paintRollup({ list, scene, window }: Brush, x: number, end: number, y: number, fill: string): void {
  const small = scene.layout.size.text === 0;
  const thick = small ? 2 : 4;
  const top = Math.round(y) - (small ? 1 : 4);
  const first = Math.max(x, x + Math.floor((-x - 16) / 9) * 9);
  for (let at = first; at < Math.min(end, window.width + 9); at += 9) {
    list.rect("bars", fill, at, top, Math.min(6, end - at), thick);
  }
  list.rect("bars", fill, x, top, 3, small ? 5 : 11);
  list.rect("bars", fill, end - 3, top, 3, small ? 5 : 11);
}

/** Proposals lie over the present bars, striped, so that both are seen. */
function paintProposed({ list, scene, scale, window }: Brush): void {
  const { palette, layout, proposed } = scene;
  const height = layout.size.bar;
  const open = layout.lineBars[layout.lineTop.length]!;
  for (const row of proposed?.rows ?? []) {
    const x = Math.round(xOf(scale, proposed!.start[row]!)) - window.left;
    const from = Math.max(x, -8);
    const width = Math.max(4, Math.min(Math.round(xOf(scale, proposed!.finish[row]!)) - window.left, window.width + 8) - from);
    if (x > window.width || x + width < 0) continue;
    for (let bar = layout.barOf[row]!; bar >= 0 && bar < open; bar = layout.nextOf[bar]!) {
      const top = Math.round(layout.y[bar]! - window.top - height / 2);
      if (top < -height || top > window.height) continue;
      list.striped("overlay", palette.selection, from, top, width, height);
      list.frame("overlay", palette.selection, [from + 0.5, top + 0.5, width - 1, height - 1], 2, 0, 3);
    }
  }
}

function paintGhost({ list, scene, scale, window }: Brush, bar: number, dates: Dates): void {
  const { chart, layout, palette } = scene;
  const [left, right] = edges(chart, dates, layout, scale, layout.row[bar]!);
  const height = layout.size.bar - 1;
  const y = Math.round(layout.y[bar]! - window.top - height / 2) + 0.5;
  list.frame("ghosts", palette.baseline, [left - window.left + 0.5, y, right - left - 1, height], 1, 3);
}

function paintLabel(brush: Brush, bar: number, x: number, end: number, y: number, next: number, dim: boolean): void {
  const { list, scene } = brush;
  const row = scene.layout.row[bar]!;
  const { chart, lettering, palette, layout } = scene;
  const size = layout.size.text;
  const label = `${chart.codes[row]} ${chart.names[row]}`;
  const at = { y: y + 0.5, size };
  if (chart.shape[row] === SHAPE.rollup) {
    paintWholeName(brush, row, x, end, y, dim);
    return;
  }
  const from = Math.max(x, 0) + 7;
  const inside = isPoint(chart.shape[row]!) ? 0 : end - from - 6;
  const fits = lettering.width(label) <= inside;
  if (fits || inside >= INSIDE - 14) {
    const text = lettering.cut(label, inside);
    if (text !== "") list.text("labels", { ...at, x: from, text, fill: dim ? palette.textDim : palette.barText });
    return;
  }
  const whole = tailOf(chart, brush.scale, row, end + brush.window.left, layout.size.bar / 2, wavesIn(scene, bar));
  const tail = whole - brush.window.left;
  if (tail < -6) return;
  const room = Math.min(LABEL_REACH, next - tail - 12);
  const text = lettering.cut(room < lettering.width(chart.codes[row]!) + 24 ? chart.codes[row]! : label, room);
  if (text.length >= Math.min(4, label.length)) {
    list.text("labels", { ...at, x: tail + 6, text, fill: dim ? palette.textDim : palette.text });
  }
}

/** The name of a roll-up stands on its bracket, where it is seen. */
function paintWholeName({ list, scene, window }: Brush, row: number, x: number, end: number, y: number, dim: boolean): void {
  const { chart, lettering, palette, layout } = scene;
  const text = lettering.cut(chart.names[row]!, Math.max(0, Math.min(end, window.width) - Math.max(x, 0) - 24));
  if (text === "") return;
  const from = Math.max(x, 0) + 10;
  const fill = dim ? palette.textDim : palette.text;
  list.rect("overlay", palette.ground, from - 4, Math.round(y) - 7, lettering.width(text) * 1.13 + 8, 14);
  list.text("labels", { x: from, y: y + 0.5, text, fill, size: layout.size.text, weight: 600 });
}

/** A closed lane shows its bars as a silhouette. */
function paintClosed({ list, scene, scale, window }: Brush): void {
  const { chart, layout, dates } = scene;
  for (let bar = layout.lineBars[layout.lineTop.length]!; bar < layout.row.length; bar += 1) {
    const y = layout.y[bar]! - window.top;
    if (y < -8 || y > window.height + 8) continue;
    const row = layout.row[bar]!;
    if (chart.shape[row] === SHAPE.rollup) continue;
    const [left, right] = edges(chart, dates, layout, scale, row);
    if (right < window.left || left > window.left + window.width) continue;
    const fill = scene.chain !== undefined && scene.chain.rows[row] === 0 ? scene.palette.dimmed : scene.colours.fill(row);
    if (isPoint(chart.shape[row]!)) list.diamond("bars", fill, Math.round((left + right) / 2) - window.left, y, 5);
    else list.rect("bars", fill, left - window.left, y - 3, right - left, 6);
  }
}
