/** Which links are drawn, and how. */
import { edges, type Window } from "../lanes/culling";
import type { Scale } from "../time/scale";
import { arrowRects, distanceTo, routeOf, type Box } from "./arrows";
import type { Brush } from "./bars";
import type { Live, Scene } from "./scene";

/** Returns the links that are drawn: of the selection, critical, violated or all, as the mode says. */
export function shownLinks(scene: Scene): number[] {
  const { chart, chain, links: mode, dates } = scene;
  const shown: number[] = [];
  if (mode === "none") return shown;
  for (let link = 0; link < chart.links.from.length; link += 1) {
    const chained = chain !== undefined && chain.links[link]! > 0;
    if (chained || (mode === "all" && chain === undefined) || (mode !== "selection" && always(scene, link))) shown.push(link);
  }
  return shown;

  function always({ chart: { links } }: Scene, link: number): boolean {
    if (links.violated[link]) return true;
    if (chain !== undefined || !links.driving[link]) return false;
    return Boolean(dates.critical[links.from[link]!] && dates.critical[links.to[link]!] && open(scene, links.from[link]!));
  }
}

function open(scene: Scene, row: number): boolean {
  return scene.chart.percent[row]! < 100;
}

/** Returns the way of a link in pixels of the whole drawing; undefined where an end is not shown. */
export function wayOf(scene: Scene, scale: Scale, link: number, live?: Live): [number, number][] | undefined {
  const { links } = scene.chart;
  const from = boxOf(scene, scale, links.from[link]!, live);
  const to = boxOf(scene, scale, links.to[link]!, live);
  if (from === undefined || to === undefined) return undefined;
  return routeOf(from, to, links.type[link]!, scene.layout.size.line / 2);
}

export function boxOf(scene: Scene, scale: Scale, row: number, live?: Live): Box | undefined {
  const { layout, chart } = scene;
  const bar = layout.barOf[row]!;
  if (bar < 0) return undefined;
  const dates = live?.moved.has(row) ? live.dates : scene.dates;
  const [left, right] = edges(chart, dates, layout, scale, row);
  return { left, right, y: layout.y[bar]! };
}

export function paintLinks(brush: Brush, shown: readonly number[]): void {
  for (const link of shown) paintLink(brush, link);
}

function paintLink({ list, scene, scale, window, live }: Brush, link: number): void {
  if (!mayMeet(scene, link, window)) return;
  const way = wayOf(scene, scale, link, live);
  if (way === undefined || !meets(way, window)) return;
  const moved = way.map(([x, y]): [number, number] => [x - Math.round(window.left), y - Math.round(window.top)]);
  const [colour, thick] = lookOf(scene, link);
  const layer = scene.chain !== undefined && scene.chain.links[link] === 2 ? "marks" : "links";
  for (const [x, y, width, height] of arrowRects(moved, thick)) list.rect(layer, colour, x, y, width, height);
}

/** Leaves out at little cost what lies above or below the window. */
function mayMeet({ chart: { links }, layout }: Scene, link: number, window: Window): boolean {
  const from = layout.y[layout.barOf[links.from[link]!]!]!;
  const to = layout.y[layout.barOf[links.to[link]!]!]!;
  const room = layout.size.line;
  return Math.max(from, to) + room >= window.top && Math.min(from, to) - room <= window.top + window.height;
}

function meets(way: readonly [number, number][], window: Window): boolean {
  const xs = way.map(([x]) => x);
  const ys = way.map(([, y]) => y);
  return (
    Math.max(...xs) >= window.left - 8 &&
    Math.min(...xs) <= window.left + window.width + 8 &&
    Math.max(...ys) >= window.top - 8 &&
    Math.min(...ys) <= window.top + window.height + 8
  );
}

function lookOf(scene: Scene, link: number): [string, number] {
  const { chart, palette, chain, selectedLink, dates } = scene;
  if (link === selectedLink) return [palette.selection, 3];
  if (chart.links.violated[link]) return [palette.violated, 2];
  const critical =
    chart.links.driving[link] && dates.critical[chart.links.from[link]!] && dates.critical[chart.links.to[link]!];
  const strong = chain !== undefined && chain.links[link] === 2;
  if (critical && open(scene, chart.links.to[link]!)) return [palette.critical, strong ? 2 : 1];
  return strong ? [palette.selection, 2] : [palette.link, 1];
}

/** Returns the link nearest to a point of the whole drawing within a few pixels, -1 if there is none. */
export function linkAt(scene: Scene, scale: Scale, shown: readonly number[], x: number, y: number): number {
  let best = -1;
  let least = 5;
  for (const link of shown) {
    const way = wayOf(scene, scale, link);
    if (way === undefined) continue;
    const distance = distanceTo(way, x, y);
    if (distance < least) [best, least] = [link, distance];
  }
  return best;
}
