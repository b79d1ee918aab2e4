/** What the pointer or the keyboard is doing at the moment, as data. */
import type { Operation } from "~/editing/draft";
import type { LinkType } from "../chart";
import type { Live } from "../paint/scene";
import type { Note } from "./edits";

export type End = "start" | "finish";
export type EditMode = "move" | "resize" | "progress";

/** How far something else moves. */
export interface Effect {
  row: number;
  /** Calendar days by which its finish moves. */
  days: number;
}

/** What a drag would do if it ended now. */
export interface Outcome {
  operations: readonly Operation[];
  note: Note;
  /** Whether it can be done; the note says why not. */
  allowed: boolean;
  live: Live;
  /** Where the pointer puts the bar, in minutes: its start, or its finish when stretched. NaN: nowhere. */
  wanted: number;
  /** Moves of other rows, launches first, then the longest. */
  effects: readonly Effect[];
  /** Whether the page's own dates may not be exact and the server's answer is awaited. */
  confirming: boolean;
}

export interface Pan {
  kind: "pan";
  x: number;
  y: number;
  left: number;
  top: number;
}

export interface Marquee {
  kind: "marquee";
  /** Corners in pixels of the whole drawing. */
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface Edit {
  kind: "edit";
  mode: EditMode;
  /** The row that was grabbed. */
  row: number;
  bar: number;
  /** All rows that move. */
  rows: readonly number[];
  /** Pointer at the beginning, in pixels of the whole drawing. */
  x0: number;
  y0: number;
  /** Lane that it is over, undefined while it is over its own. */
  lane: string | undefined;
  outcome: Outcome | undefined;
  /** Working days moved by keys; undefined: a pointer moves it. */
  keyed: number | undefined;
}

export interface Pull {
  kind: "link";
  row: number;
  end: End;
  /** Pointer in pixels of the whole drawing. */
  x: number;
  y: number;
  target: { row: number; end: End } | undefined;
  /** Rows of the loop that the link would close. */
  loop: readonly number[] | undefined;
  keyed: boolean;
}

export type Gesture = Pan | Marquee | Edit | Pull;

export function linkTypeOf(pull: Pull): LinkType | undefined {
  if (pull.target === undefined) return undefined;
  return `${pull.end === "finish" ? "F" : "S"}${pull.target.end === "finish" ? "F" : "S"}`;
}
