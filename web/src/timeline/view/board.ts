/** The moving state of the timeline: where it is scrolled to, what the pointer does. Kept apart from React's state, so
 * that scrolling and dragging repaint the canvas without rendering components. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Gesture } from "../gesture/gesture";
import type { Hit } from "../lanes/culling";

export interface Board {
  /** Size of the canvas under the header in pixels. */
  width: number;
  height: number;
  /** Scroll position in pixels of the whole drawing. */
  left: number;
  top: number;
  /** Pixels per day. */
  perDay: number;
  hover: Hit | undefined;
  hoverLink: number;
  /** Position of the duty in law under the pointer in the header, -1 for none. */
  hoverDuty: number;
  /** Pointer relative to the canvas. */
  x: number;
  y: number;
  gesture: Gesture | undefined;
  /** Row with the keyboard's focus, -1 for none. */
  active: number;
}

export type BoardStore = StoreApi<Board>;

export function createBoard(perDay: number): BoardStore {
  return createStore<Board>(() => ({
    ...{ width: 0, height: 0, left: 0, top: 0, perDay, x: 0, y: 0 },
    ...{ hover: undefined, hoverLink: -1, hoverDuty: -1, gesture: undefined, active: -1 },
  }));
}
