/** The rows of the tree beside the canvas: lanes and, below each, its work, in the order of the keyboard. */
import type { Layout } from "../lanes/layout";

export interface Entry {
  lane: number;
  /** Row of the chart; -1 for the lane itself. */
  row: number;
  /** Top and height in pixels of the whole drawing. */
  y: number;
  height: number;
  /** 1 for lanes, 2 and more for work. */
  level: number;
  /** Place among those of its level in its lane, from 1, and how many they are. */
  place: number;
  of: number;
}

/** Returns all entries; without lanes of their own (grouped by nothing) work begins at level 1. */
export function entriesOf(layout: Layout, lanes: boolean): Entry[] {
  const entries: Entry[] = [];
  layout.lanes.forEach((lane, at) => {
    const height = layout.packed || lane.closed ? lane.height : lane.heading;
    if (lanes) {
      entries.push({ lane: at, row: -1, y: lane.top, height, level: 1, place: at + 1, of: layout.lanes.length });
    }
    if (lane.closed) return;
    lane.rows.forEach((row, place) => {
      const bar = layout.barOf[row]!;
      const line = layout.packed ? 0 : lane.firstLine + place;
      const own = layout.packed ? bar : layout.lineBars[line]!;
      entries.push({
        ...{ lane: at, row, place: place + 1, of: lane.rows.length },
        y: (layout.packed ? layout.y[bar]! - layout.size.line / 2 : layout.lineTop[line]!),
        height: layout.size.line,
        level: (lanes ? 2 : 1) + (layout.depth[own] ?? 0),
      });
    });
  });
  return entries;
}

/** Returns the positions of entries to render: those in view, and in packed lanes those around the focus only,
 * which are there for screen readers and the keyboard, not for the eye. */
export function renderedEntries(entries: readonly Entry[], packed: boolean, top: number, bottom: number, focus: number): number[] {
  const near = 12;
  return entries.flatMap((entry, at) => {
    const seen = entry.y + entry.height > top && entry.y < bottom && (entry.row < 0 || !packed);
    return seen || Math.abs(at - focus) <= (packed ? near : 0) ? [at] : [];
  });
}

/** Returns the position of the entry of a row or lane, -1 if it is not there. */
export function positionOf(entries: readonly Entry[], row: number, lane: number): number {
  return entries.findIndex((entry) => entry.row === row && (row >= 0 || entry.lane === lane));
}
