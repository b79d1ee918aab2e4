/** Paints the two canvases when something changed, at most once a frame. */
import { paintBody } from "../paint/body";
import { paintCanvas } from "../paint/canvas";
import { paintFront } from "../paint/front";
import { HEADER_HEIGHT, paintHeader } from "../paint/header";
import type { Live, Scene } from "../paint/scene";
import type { Scale } from "../time/scale";
import type { Board, BoardStore } from "./board";

export interface Picture {
  scene: Scene;
  shown: readonly number[];
  /** Instant at the left end of the drawing. */
  origin: number;
}

export interface Surfaces {
  header: HTMLCanvasElement;
  body: HTMLCanvasElement;
  /** Called after each painting with where the drawing is scrolled to. */
  painted: (board: Board) => void;
}

export interface Painter {
  request: () => void;
  stop: () => void;
}

/** Starts painting; `picture` is asked at each frame. The first frame with data is marked for measurements. */
export function startPainter(store: BoardStore, surfaces: Surfaces, picture: () => Picture | undefined): Painter {
  let frame = 0;
  let marked = -1;
  const request = () => {
    frame ||= requestAnimationFrame(paint);
  };
  const paint = () => {
    frame = 0;
    const board = store.getState();
    const shown = picture();
    if (shown === undefined || board.width === 0) return;
    paintAll(board, shown, surfaces);
    surfaces.painted(board);
    const { revision } = shown.scene.chart;
    if (marked !== revision) {
      marked = revision;
      performance.mark("planner:drawn");
    }
  };
  const unsubscribe = store.subscribe(request);
  return {
    request,
    stop: () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    },
  };
}

export function liveOf(board: Board): Live | undefined {
  return board.gesture?.kind === "edit" ? board.gesture.outcome?.live : undefined;
}

function paintAll(board: Board, { scene, shown, origin }: Picture, surfaces: Surfaces): void {
  const scale: Scale = { origin, perDay: board.perDay };
  const left = Math.round(board.left);
  const window = { left, top: Math.round(board.top), width: board.width, height: board.height };
  const live = liveOf(board);
  const list = paintBody(scene, shown, scale, window, live);
  paintFront({ list, scene, scale, window, live }, board.gesture, board.hover, board.active);
  paintCanvas(contextOf(surfaces.body, board.width, board.height), list, 0, 0);
  const header = paintHeader(scene, scale, left, board.width);
  paintCanvas(contextOf(surfaces.header, board.width, HEADER_HEIGHT), header, 0, 0);
}

/** Returns the context of a canvas as large as it is shown, in the screen's own pixels. */
export function contextOf(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("This browser cannot draw.");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
