/** Ctrl and the wheel, or a pinch on a trackpad, zoom around the pointer; two fingers on a screen do too. */
import type { Control } from "./control";

const SPEED = 0.0022;

export function listenToWheel(element: HTMLElement, control: () => Control): () => void {
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const now = control();
    const x = event.clientX - element.getBoundingClientRect().left;
    const steps = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    now.zoom(now.store.getState().perDay * Math.exp(-Math.max(-240, Math.min(240, steps)) * SPEED), x);
  };
  let apart = 0;
  const spread = (event: TouchEvent) => {
    const [a, b] = [event.touches[0], event.touches[1]];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  };
  const touch = (event: TouchEvent) => {
    const distance = spread(event);
    if (distance > 0 && apart > 0) {
      event.preventDefault();
      const now = control();
      const middle = (event.touches[0]!.clientX + event.touches[1]!.clientX) / 2;
      now.zoom(now.store.getState().perDay * (distance / apart), middle - element.getBoundingClientRect().left);
    }
    apart = distance;
  };
  const ended = () => {
    apart = 0;
  };
  element.addEventListener("wheel", wheel, { passive: false });
  element.addEventListener("touchmove", touch, { passive: false });
  element.addEventListener("touchend", ended);
  return () => {
    element.removeEventListener("wheel", wheel);
    element.removeEventListener("touchmove", touch);
    element.removeEventListener("touchend", ended);
  };
}
