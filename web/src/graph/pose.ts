/** Where a board looks: a point p of the drawing is seen at `x + zoom · p.x`, `y + zoom · p.y` of the board. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Box = Point & Size;

const ZOOM = { least: 0.08, most: 2 } as const;
/** What a whole drawing is shown at; smaller than that nobody can read it. */
const FITTED = { least: 0.35, most: 1.1, margin: 0.06 } as const;
/** Room around a card that is brought into sight, in pixels. */
const ROOM = 24;

/** Returns the pose moved along with fingers or pointer: what was under `from` comes under `to`, `factor` times as large. */
export function carried(pose: Pose, from: Point, to: Point, factor = 1): Pose {
  const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, pose.zoom * factor));
  const by = zoom / pose.zoom;
  return { x: to.x - (from.x - pose.x) * by, y: to.y - (from.y - pose.y) * by, zoom };
}

/** Returns the pose that shows all of the drawing; where that is illegible, its middle with `subject` in sight. */
export function fitted(drawing: Box, subject: Box, board: Size): Pose {
  const room = 1 - 2 * FITTED.margin;
  const whole = Math.min((board.width * room) / drawing.width, (board.height * room) / drawing.height);
  const zoom = Math.min(FITTED.most, Math.max(FITTED.least, whole));
  const middle = {
    x: board.width / 2 - zoom * (drawing.x + drawing.width / 2),
    y: board.height / 2 - zoom * (drawing.y + drawing.height / 2),
    zoom,
  };
  return inSight(middle, subject, board);
}

/** Returns the pose moved as little as is needed to see all of a box; the same pose where it is seen already. */
export function inSight(pose: Pose, box: Box, board: Size): Pose {
  const x = pose.x + inward(pose.x + pose.zoom * box.x, pose.zoom * box.width, board.width);
  const y = pose.y + inward(pose.y + pose.zoom * box.y, pose.zoom * box.height, board.height);
  return x === pose.x && y === pose.y ? pose : { x, y, zoom: pose.zoom };
}

function inward(from: number, length: number, room: number): number {
  if (from < ROOM) return ROOM - from;
  return Math.min(0, room - ROOM - length - from);
}

/** Returns the smallest box around some boxes; there must be one. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Returns the factor of a turn of the wheel; a pinch on a touchpad arrives as a turn with Ctrl. */
export function wheelFactor(turn: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
  const perUnit = turn.deltaMode === 1 ? 0.05 : turn.deltaMode === 2 ? 1 : 0.002;
  return 2 ** (-turn.deltaY * perUnit * (turn.ctrlKey ? 10 : 1));
}

/** Returns the path of a link from the right side of one card to the left side of another, and its middle. */
export function curve(from: Box, to: Box): { path: string; middle: Point } {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  const bend = Math.max(Math.abs(end.x - start.x) / 2, 32);
  return {
    path: `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`,
    middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  };
}
