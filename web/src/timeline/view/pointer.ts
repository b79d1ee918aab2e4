/** The pointer on the canvas: hover, select, pan, marquee, move, stretch, pull a link. */
import { outcomeOf } from "../gesture/outcome";
import { aimed } from "../gesture/linking";
import type { Edit, EditMode, End, Gesture } from "../gesture/gesture";
import { barAt, edges, eachSeen, laneAt, type Hit } from "../lanes/culling";
import { linkAt } from "../paint/links";
import { SHAPE } from "../chart";
import { LANE_FIELDS } from "../gesture/edits";
import { DAY } from "../time/days";
import { commitEdit, commitPull } from "./commit";
import { dragOf, scaleOf, type Control } from "./control";

const THRESHOLD = 4;

interface Press {
  x: number;
  y: number;
  hit: Hit | undefined;
  link: number;
  shift: boolean;
  more: boolean;
}

/** Listens on the scrolled element; returns the function that stops. Positions are relative to the canvas. */
export function listen(element: HTMLElement, canvas: HTMLCanvasElement, control: () => Control): () => void {
  let press: Press | undefined;
  const place = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    const { left, top } = control().store.getState();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { x, y, drawX: x + left, drawY: y + top };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || event.target !== canvas || event.pointerType === "touch") return;
    const at = place(event);
    const { hit, link } = underPointer(control(), at.drawX, at.drawY);
    press = { x: at.drawX, y: at.drawY, hit, link, shift: event.shiftKey, more: event.ctrlKey || event.metaKey || event.shiftKey };
    canvas.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const at = place(event);
    const now = control();
    const { gesture } = now.store.getState();
    now.store.setState({ x: at.x, y: at.y });
    if (press === undefined) hover(now, canvas, at.drawX, at.drawY);
    else if (gesture === undefined) begin(now, canvas, press, at, event);
    else proceed(now, gesture, at.drawX, at.drawY, event);
  };
  const up = (event: PointerEvent) => {
    const now = control();
    const { gesture } = now.store.getState();
    if (press !== undefined && gesture === undefined && event.type === "pointerup") click(now, press);
    else if (gesture !== undefined) finish(now, gesture);
    press = undefined;
    canvas.style.cursor = "default";
  };
  const leave = () => {
    if (press === undefined) control().store.setState({ hover: undefined, hoverLink: -1 });
  };
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  element.addEventListener("pointerleave", leave);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
    element.removeEventListener("pointerleave", leave);
  };
}

function underPointer(control: Control, x: number, y: number): { hit: Hit | undefined; link: number } {
  const { scene, shown } = control;
  const scale = scaleOf(control);
  const hit = barAt(scene.chart, scene.dates, scene.layout, scale, x, y);
  const onBar = hit !== undefined && !hit.part.endsWith("Dot");
  return { hit, link: onBar ? -1 : linkAt(scene, scale, shown, x, y) };
}

function hover(control: Control, canvas: HTMLCanvasElement, x: number, y: number): void {
  const { hit, link } = underPointer(control, x, y);
  const { hover: before, hoverLink } = control.store.getState();
  if (before?.row !== hit?.row || before?.part !== hit?.part || hoverLink !== link) {
    control.store.setState({ hover: hit, hoverLink: link });
  }
  canvas.style.cursor = cursorOf(control, hit, link);
}

function cursorOf({ scene, editable }: Control, hit: Hit | undefined, link: number): string {
  if (hit === undefined || !editable) return hit !== undefined || link >= 0 ? "pointer" : "default";
  if (hit.part.endsWith("Dot")) return "crosshair";
  const shape = scene.chart.shape[hit.row];
  if (hit.part === "finishHandle" && shape === SHAPE.bar) return "ew-resize";
  return shape === SHAPE.rollup ? "pointer" : "grab";
}

function begin(now: Control, canvas: HTMLCanvasElement, press: Press, at: { drawX: number; drawY: number }, event: PointerEvent) {
  if (Math.abs(at.drawX - press.x) + Math.abs(at.drawY - press.y) < THRESHOLD) return;
  const gesture = gestureOf(now, press, event);
  now.store.setState({ gesture, hover: undefined, hoverLink: -1 });
  canvas.style.cursor = gesture.kind === "pan" || gesture.kind === "edit" ? "grabbing" : "crosshair";
  proceed(now, gesture, at.drawX, at.drawY, event);
}

function gestureOf(now: Control, press: Press, event: PointerEvent): Gesture {
  const { left, top } = now.store.getState();
  const { hit } = press;
  if (hit === undefined || !now.editable) {
    if (press.shift) return { kind: "marquee", x0: press.x, y0: press.y, x1: press.x, y1: press.y };
    return { kind: "pan", x: event.clientX, y: event.clientY, left, top };
  }
  if (hit.part.endsWith("Dot")) {
    const end: End = hit.part === "startDot" ? "start" : "finish";
    return { kind: "link", row: hit.row, end, x: press.x, y: press.y, target: undefined, loop: undefined, keyed: false };
  }
  const mode: EditMode = hit.part === "finishHandle" ? "resize" : event.altKey ? "progress" : "move";
  return editGesture(now, hit, mode, press.x, press.y);
}

export function editGesture(now: Control, hit: { row: number; bar: number }, mode: EditMode, x0: number, y0: number): Edit {
  const { selected } = now.scene;
  const rows = mode === "move" && selected.has(hit.row) ? [...selected] : [hit.row];
  return { kind: "edit", mode, row: hit.row, bar: hit.bar, rows, x0, y0, lane: undefined, outcome: undefined, keyed: undefined };
}

function proceed(now: Control, gesture: Gesture, x: number, y: number, event: PointerEvent): void {
  switch (gesture.kind) {
    case "pan":
      now.scrollTo(gesture.left + gesture.x - event.clientX, gesture.top + gesture.y - event.clientY);
      return;
    case "marquee":
      now.store.setState({ gesture: { ...gesture, x1: x, y1: y } });
      return;
    case "edit":
      now.store.setState({ gesture: dragged(now, gesture, x, y) });
      return;
    case "link":
      now.store.setState({ gesture: pulled(now, gesture, x, y) });
  }
}

function dragged(now: Control, edit: Edit, x: number, y: number): Edit {
  const { perDay } = now.store.getState();
  const by = Math.round((x - edit.x0) / perDay) * DAY;
  const next = { ...edit, lane: laneUnder(now, edit, y) };
  return { ...next, outcome: outcomeOf(dragOf(now), next, by) };
}

function laneUnder({ scene, grouping }: Control, edit: Edit, y: number): string | undefined {
  if (edit.mode !== "move" || !LANE_FIELDS.includes(grouping)) return undefined;
  const own = scene.layout.lanes[scene.layout.lane[edit.bar]!];
  const lane = laneAt(scene.layout, y);
  return lane === undefined || lane === own ? undefined : lane.key;
}

function pulled(now: Control, pull: Extract<Gesture, { kind: "link" }>, x: number, y: number): Gesture {
  const { scene } = now;
  const scale = scaleOf(now);
  const hit = barAt(scene.chart, scene.dates, scene.layout, scale, x, y);
  if (hit === undefined) return aimed(scene.chart, { ...pull, x, y }, undefined);
  const [left, right] = edges(scene.chart, scene.dates, scene.layout, scale, hit.row);
  const end: End = hit.part === "startDot" || (hit.part !== "finishDot" && x < (left + right) / 2) ? "start" : "finish";
  return aimed(scene.chart, { ...pull, x, y }, { row: hit.row, end });
}

function click(now: Control, { hit, link, more }: Press): void {
  if (hit !== undefined && !hit.part.endsWith("Dot")) {
    now.selectLink(-1);
    now.select(hit.row, more);
    now.store.setState({ active: -1 });
  } else if (link >= 0) now.selectLink(link);
  else {
    now.selectLink(-1);
    if (!more) now.select(-1, false);
  }
}

function finish(now: Control, gesture: Gesture): void {
  if (gesture.kind === "edit") commitEdit(now, gesture);
  else if (gesture.kind === "link") {
    commitPull(now, gesture);
    now.store.setState({ gesture: undefined });
  } else {
    now.store.setState({ gesture: undefined });
    if (gesture.kind === "marquee") now.selectMany(rowsWithin(now, gesture));
  }
}

function rowsWithin(now: Control, { x0, y0, x1, y1 }: Extract<Gesture, { kind: "marquee" }>): number[] {
  const { chart, dates, layout } = now.scene;
  const scale = scaleOf(now);
  const rows = new Set<number>();
  const [left, top] = [Math.min(x0, x1), Math.min(y0, y1)];
  const [right, bottom] = [Math.max(x0, x1), Math.max(y0, y1)];
  eachSeen(chart, dates, layout, scale, { left, top, width: right - left, height: bottom - top }, 0, (bar) => {
    const row = layout.row[bar]!;
    const [from, to] = edges(chart, dates, layout, scale, row);
    const y = layout.y[bar]!;
    if (to >= left && from <= right && y >= top && y <= bottom && chart.shape[row] !== SHAPE.rollup) rows.add(row);
  });
  return [...rows];
}
