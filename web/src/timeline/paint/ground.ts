/** The ground under the bars: lanes, days off, lines of time. */
import type { Window } from "../lanes/culling";
import { firstWhere } from "../lanes/culling";
import type { Scale } from "../time/scale";
import { bandsBetween, weekends } from "../time/ticks";
import type { PaintList } from "./list";
import type { Scene } from "./scene";

export function paintGround(list: PaintList, scene: Scene, scale: Scale, window: Window): void {
  const { palette, chart, labels } = scene;
  list.rect("ground", palette.ground, 0, 0, window.width, window.height);
  const right = window.left + window.width;
  const bottom = Math.min(window.height, scene.layout.height - window.top);
  paintLanes(list, scene, window);
  for (const [x, width] of weekends(scale, window.left, right)) {
    list.rect("ground", palette.weekend, x - window.left, 0, width, bottom);
  }
  const bands = bandsBetween(scale, window.left, right, chart.fiscalStartMonth, labels);
  bands.toReversed().forEach((band, depth) => {
    const colour = depth === 0 && bands.length > 1 ? palette.grid : palette.gridStrong;
    for (const tick of band.ticks) list.rect("grid", colour, tick.x - window.left, 0, 1, bottom);
  });
  paintEdges(list, scene, window);
}

function paintLanes(list: PaintList, { layout, palette }: Scene, window: Window): void {
  for (const at of seenLanes(layout.lanes, window)) {
    const lane = layout.lanes[at]!;
    if (at % 2 === 1) list.rect("ground", palette.lane, 0, lane.top - window.top, window.width, lane.height);
    if (lane.heading > 0) list.rect("grid", palette.raised, 0, lane.top - window.top, window.width, lane.heading);
  }
}

function paintEdges(list: PaintList, { layout, palette }: Scene, window: Window): void {
  for (const at of seenLanes(layout.lanes, window)) {
    const lane = layout.lanes[at]!;
    list.rect("grid", palette.gridStrong, 0, lane.top + lane.height - window.top - 1, window.width, 1);
  }
  if (layout.packed || layout.size.text === 0) return;
  const first = firstWhere(0, layout.lineTop.length, (line) => layout.lineTop[line]! >= window.top);
  for (let line = first; line < layout.lineTop.length && layout.lineTop[line]! < window.top + window.height; line += 1) {
    list.rect("grid", palette.grid, 0, layout.lineTop[line]! - window.top - 1, window.width, 1);
  }
}

function seenLanes(lanes: Scene["layout"]["lanes"], window: Window): number[] {
  const first = firstWhere(0, lanes.length, (at) => lanes[at]!.top + lanes[at]!.height > window.top);
  const seen: number[] = [];
  for (let at = first; at < lanes.length && lanes[at]!.top < window.top + window.height; at += 1) seen.push(at);
  return seen;
}
