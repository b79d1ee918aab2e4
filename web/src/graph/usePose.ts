/** Looking around on a board: dragging and pinching move it, the wheel zooms around the pointer. */
import { type RefObject, type SetStateAction, useEffect, useRef, useState } from "react";
import { type Point, type Pose, carried, wheelFactor } from "./pose";

/** Pixels that a press may move and still be a click. */
const CLICK = 4;

/** Returns where the board of `board` looks, and the function that changes it. */
export function usePose(board: RefObject<HTMLElement | null>): [Pose, (change: SetStateAction<Pose>) => void] {
  const [pose, setPose] = useState<Pose>({ x: 0, y: 0, zoom: 1 });
  const fingers = useRef(new Map<number, Point>());
  useEffect(() => {
    const element = board.current;
    if (element === null) return;
    const held = fingers.current;
    const ended = new AbortController();
    const at = (event: MouseEvent): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const press = (event: PointerEvent) => {
      if (event.button === 0) held.set(event.pointerId, at(event));
    };
    const move = (event: PointerEvent) => {
      const before = held.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      if (!element.hasPointerCapture(event.pointerId)) {
        if (distance(before, now) < CLICK) return;
        element.setPointerCapture(event.pointerId); // from here on it is no click on a card any more
      }
      const others = [...held].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      held.set(event.pointerId, now);
      setPose((pose) => moved(pose, before, now, others[0]));
    };
    const release = (event: PointerEvent) => held.delete(event.pointerId);
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      setPose((pose) => carried(pose, at(event), at(event), wheelFactor(event)));
    };
    const { signal } = ended;
    element.addEventListener("pointerdown", press, { signal });
    element.addEventListener("pointermove", move, { signal });
    for (const end of ["pointerup", "pointercancel"] as const) window.addEventListener(end, release, { signal });
    element.addEventListener("wheel", turn, { signal, passive: false });
    return () => ended.abort();
  }, [board]);
  return [pose, setPose];
}

/** Returns the pose after one finger moved; with another one on the board, both keep what they hold. */
function moved(pose: Pose, before: Point, now: Point, other?: Point): Pose {
  if (other === undefined) return carried(pose, before, now);
  const factor = distance(now, other) / Math.max(1, distance(before, other));
  return carried(pose, between(before, other), between(now, other), factor);
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function between(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
