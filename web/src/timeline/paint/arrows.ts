/** Links as integer rectangles: out of one end, round the corners, into the other, with a head. No antialiasing. */
import type { LinkType } from "../chart";

/** x, y, width, height; whole pixels. */
export type Rect = readonly [number, number, number, number];

/** Edges and centre of a bar in pixels. */
export interface Box {
  left: number;
  right: number;
  y: number;
}

const OUT = 8;
const HEAD = 5;

/** Returns the corners of a link's way, from the end of one bar to the end of the other; `detour` is how far above or
 * below the bar's centre a way back runs (half a line). */
export function routeOf(from: Box, to: Box, type: LinkType, detour: number): [number, number][] {
  const out = type[0] === "F" ? 1 : -1;
  const into = type[1] === "S" ? 1 : -1;
  const x0 = Math.round(out === 1 ? from.right : from.left);
  const x1 = Math.round(into === 1 ? to.left : to.right) - into;
  const [y0, y1] = [Math.round(from.y), Math.round(to.y)];
  const turn = x0 + out * OUT;
  const entry = x1 - into * (OUT + HEAD);
  if (out === into && (entry - turn) * out >= 0) return compact([[x0, y0], [turn, y0], [turn, y1], [x1, y1]]);
  if (out !== into) {
    const beyond = out === 1 ? Math.max(turn, entry) : Math.min(turn, entry);
    return compact([[x0, y0], [beyond, y0], [beyond, y1], [x1, y1]]);
  }
  const middle = y0 === y1 ? y0 + Math.round(detour) : y0 + Math.sign(y1 - y0) * Math.round(detour);
  return compact([[x0, y0], [turn, y0], [turn, middle], [entry, middle], [entry, y1], [x1, y1]]);
}

/** Leaves out corners where the way goes straight on. */
function compact(points: [number, number][]): [number, number][] {
  return points.filter(([x, y], at) => {
    const before = points[at - 1];
    const after = points[at + 1];
    if (before === undefined || after === undefined) return true;
    return !((before[0] === x && after[0] === x) || (before[1] === y && after[1] === y));
  });
}

/** Returns the rectangles of a way with lines `thick` pixels wide, and of the head at its end. */
export function arrowRects(points: readonly (readonly [number, number])[], thick: number): Rect[] {
  const rects: Rect[] = [];
  const less = Math.floor(thick / 2);
  for (let at = 1; at < points.length; at += 1) {
    const [x0, y0] = points[at - 1]!;
    const [x1, y1] = points[at]!;
    const [x, y] = [Math.min(x0, x1), Math.min(y0, y1)];
    if (y0 === y1) rects.push([x - less, y - less, Math.abs(x1 - x0) + thick, thick]);
    else rects.push([x - less, y - less, thick, Math.abs(y1 - y0) + thick]);
  }
  const [x, y] = points[points.length - 1]!;
  const before = points[points.length - 2]!;
  const way = x >= before[0] ? 1 : -1;
  for (let step = 0; step < HEAD; step += 1) rects.push([x - way * step, y - step, 1, 2 * step + 1]);
  return rects;
}

/** Returns the distance in pixels from a point to a way. */
export function distanceTo(points: readonly (readonly [number, number])[], x: number, y: number): number {
  let least = Infinity;
  for (let at = 1; at < points.length; at += 1) {
    const [x0, y0] = points[at - 1]!;
    const [x1, y1] = points[at]!;
    const dx = Math.max(Math.min(x0, x1) - x, 0, x - Math.max(x0, x1));
    const dy = Math.max(Math.min(y0, y1) - y, 0, y - Math.max(y0, y1));
    least = Math.min(least, Math.max(dx, dy));
  }
  return least;
}
