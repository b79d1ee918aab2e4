/** What a gesture draws over everything: ghosts at the pointer, a pulled link, a loop, a marquee, link dots. */
import { isPoint } from "../chart";
import { linkTypeOf, type Gesture } from "../gesture/gesture";
import type { Hit } from "../lanes/culling";
import { DAY } from "../time/days";
import { xOf } from "../time/scale";
import { arrowRects, routeOf } from "./arrows";
import type { Brush } from "./bars";
import { boxOf } from "./links";

export function paintFront(brush: Brush, gesture: Gesture | undefined, hover: Hit | undefined, active: number): void {
  if (active >= 0) paintFocus(brush, active);
  if (gesture === undefined) {
    if (hover !== undefined) paintHover(brush, hover);
  } else if (gesture.kind === "marquee") {
    const [x, y] = [Math.min(gesture.x0, gesture.x1), Math.min(gesture.y0, gesture.y1)];
    const size = [Math.abs(gesture.x1 - gesture.x0), Math.abs(gesture.y1 - gesture.y0)] as const;
    const { list, scene, window } = brush;
    list.frame("front", scene.palette.selection, [x - window.left, y - window.top, ...size], 1, 4, 0);
  } else if (gesture.kind === "edit") paintWanted(brush, gesture.row, gesture);
  else if (gesture.kind === "link") paintPull(brush, gesture);
}

function paintFocus({ list, scene, scale, window, live }: Brush, row: number): void {
  const box = boxOf(scene, scale, row, live);
  if (box === undefined) return;
  const height = scene.layout.size.bar + 8;
  const frame = [box.left - window.left - 4, box.y - window.top - height / 2, box.right - box.left + 8, height] as const;
  list.frame("front", scene.palette.text, frame, 1, 2, 6);
}

/** Dots beside the ends say that a link can be pulled from there. */
function paintHover({ list, scene, scale, window }: Brush, { row, bar, part }: Hit): void {
  const { layout, chart, palette } = scene;
  if (layout.size.text === 0) return;
  const box = boxOf(scene, scale, row);
  if (box === undefined) return;
  const y = layout.y[bar]! - window.top;
  const radius = 4;
  for (const [x, lit] of [
    [box.left - window.left - 9, part === "startDot"],
    [box.right - window.left + 9, part === "finishDot"],
  ] as const) {
    list.round("front", palette.ground, x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4, radius + 2);
    list.frame("front", palette.selection, [x - radius, y - radius, 2 * radius, 2 * radius], lit ? 4 : 2, 0, radius);
  }
  if (isPoint(chart.shape[row]!) || chart.shape[row] === 3 || scene.selected.has(row)) return;
  const height = layout.size.bar;
  const frame = [box.left - window.left - 1, y - height / 2 - 1, box.right - box.left + 2, height + 2] as const;
  list.frame("front", palette.text, frame, 1, 0, 5);
}

function paintWanted({ list, scene, scale, window, live }: Brush, row: number, gesture: Extract<Gesture, { kind: "edit" }>) {
  const { outcome, mode, lane } = gesture;
  const { layout, palette } = scene;
  if (lane !== undefined) {
    const target = layout.lanes.find((item) => item.key === lane);
    if (target !== undefined) {
      const frame = [1, target.top - window.top + 1, window.width - 2, target.height - 3] as const;
      list.frame("front", palette.selection, frame, 2, 6, 4);
    }
  }
  if (outcome === undefined || Number.isNaN(outcome.wanted) || mode === "progress") return;
  const box = boxOf(scene, scale, row, live);
  if (box === undefined) return;
  const at = Math.round(xOf(scale, Math.floor(outcome.wanted / DAY) * DAY)) - window.left;
  const width = mode === "move" ? box.right - box.left : 2;
  const height = layout.size.bar + 4;
  const colour = outcome.allowed ? palette.selection : palette.violated;
  const y = layout.y[gesture.bar]! - window.top - height / 2;
  list.frame("front", colour, [at, y, width, height], 2, 4, 5);
}

function paintPull({ list, scene, scale, window }: Brush, gesture: Extract<Gesture, { kind: "link" }>): void {
  const { palette, layout } = scene;
  const from = boxOf(scene, scale, gesture.row);
  if (from === undefined) return;
  const colour = gesture.loop === undefined ? palette.selection : palette.violated;
  const box = gesture.target && boxOf(scene, scale, gesture.target.row);
  const to = box ?? { left: gesture.x, right: gesture.x, y: gesture.y };
  const type = linkTypeOf(gesture) ?? (gesture.end === "finish" ? "FS" : "SS");
  draw(routeOf(from, to, type, layout.size.line / 2), 2);
  if (box !== undefined) frameOf(box);
  gesture.loop?.forEach((row, at) => {
    const here = boxOf(scene, scale, row);
    const next = gesture.loop![at + 1];
    const there = next === undefined ? undefined : boxOf(scene, scale, next);
    if (here !== undefined) frameOf(here);
    if (here !== undefined && there !== undefined) draw(routeOf(here, there, "FS", layout.size.line / 2), 2);
  });

  function draw(way: [number, number][], thick: number): void {
    const moved = way.map(([x, y]): [number, number] => [x - Math.round(window.left), y - Math.round(window.top)]);
    for (const [x, y, width, height] of arrowRects(moved, thick)) list.rect("front", colour, x, y, width, height);
  }

  function frameOf({ left, right, y }: { left: number; right: number; y: number }): void {
    const height = layout.size.bar + 4;
    list.frame("front", colour, [left - window.left - 2, y - window.top - height / 2, right - left + 4, height], 2, 0, 5);
  }
}
