/** What gestures need to know and can do; asked anew at each event, so that they never see old state. */
import type { Operation } from "~/editing/draft";
import type { Grouping } from "../chart";
import type { Drag, Rippled } from "../gesture/outcome";
import type { IsWorkingDay } from "../gesture/working";
import type { Scene } from "../paint/scene";
import type { Scale } from "../time/scale";
import type { BoardStore } from "./board";

export interface Control {
  store: BoardStore;
  scene: Scene;
  shown: readonly number[];
  origin: number;
  grouping: Grouping;
  /** Whether the plan can be edited: a past revision cannot. */
  editable: boolean;
  works: (row: number) => IsWorkingDay;
  ripple: (operations: readonly Operation[]) => Rippled;
  scrollTo: (left: number | undefined, top: number | undefined) => void;
  zoom: (perDay: number, aroundX: number) => void;
  /** Selects one row (-1: none), or adds it to and takes it from those that are selected. */
  select: (row: number, more: boolean) => void;
  selectMany: (rows: readonly number[]) => void;
  selectLink: (link: number) => void;
  toggleLane: (key: string) => void;
  /** Adds one step to the draft. */
  add: (word: string, values: Record<string, string | number>, operations: readonly Operation[]) => void;
  announce: (word: string, values: Record<string, string | number>) => void;
}

export function scaleOf({ store, origin }: Pick<Control, "store" | "origin">): Scale {
  return { origin, perDay: store.getState().perDay };
}

export function dragOf(control: Control): Drag {
  const { scene, grouping, works, ripple } = control;
  return { chart: scene.chart, grouping, works, ripple };
}
