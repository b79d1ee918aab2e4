/** Where each row lies: lanes from the top, lines in lanes, bars on lines. x is time and not part of the layout. */
import { SHAPE, isPoint, type Chart, type Dates, type Grouping } from "../chart";
import { DAY, halfDayAfter, halfDayBefore } from "../time/days";
import { groupsOf, outline, type Group } from "./grouping";
import { pack } from "./packing";

export const DENSITIES = ["comfortable", "compact", "overview"] as const;
export type Density = (typeof DENSITIES)[number];

/** Height of a line, of the bar on it and of its text, in pixels; text 0: none. */
export const SIZES: Record<Density, { line: number; bar: number; text: number }> = {
  comfortable: { line: 30, bar: 22, text: 12 },
  compact: { line: 22, bar: 17, text: 11 },
  overview: { line: 9, bar: 7, text: 0 },
};

export const LANE_GAP = 6;
export const LANE_LEAST = 36;
export const HEADING = 30;

export interface Lane {
  key: string;
  top: number;
  height: number;
  closed: boolean;
  /** Whether the lane begins with a line of its own for its name (in lists). */
  heading: number;
  count: number;
  /** Lines firstLine up to lastLine - 1. */
  firstLine: number;
  lastLine: number;
  /** Rows in the lane, as the keyboard goes through them. */
  rows: readonly number[];
}

/** Bars in order of line and start. Bar p is row[p] in lane[p], its centre at y[p]. */
export interface Layout {
  lanes: readonly Lane[];
  height: number;
  lineTop: Float64Array;
  /** Bars of line l are lineBars[l] up to lineBars[l + 1] - 1. */
  lineBars: Int32Array;
  row: Int32Array;
  lane: Int32Array;
  y: Float64Array;
  depth: Uint8Array;
  /** First bar of each row, -1 where it is not shown; bars in closed lanes are after all lines. */
  barOf: Int32Array;
  /** Next bar of the same row (a row in several markets has several), or -1. */
  nextOf: Int32Array;
  size: { line: number; bar: number; text: number };
  packed: boolean;
}

export interface LayoutOptions {
  grouping: Grouping;
  density: Density;
  /** Packed rows, or one line per row in outline order. */
  packed: boolean;
  closed: ReadonlySet<string>;
  shown: (row: number) => boolean;
  /** Pixels per day for which labels are given room. */
  perDay: number;
  /** Width in pixels that a label needs right of its bar, 0 where it fits inside. */
  labelRoom: (row: number, barWidth: number) => number;
  /** Right edge of what is drawn of a row besides its label, from the right edge of its bar; pixels since 1970. */
  reach: (row: number, right: number) => number;
}

export function drawnStart(dates: Dates, row: number, shape: number): number {
  return isPoint(shape) ? Math.floor(dates.finish[row]! / DAY - 1e-9) * DAY + DAY / 2 : halfDayBefore(dates.start[row]!);
}

export function drawnFinish(dates: Dates, row: number, shape: number): number {
  if (isPoint(shape)) return drawnStart(dates, row, shape);
  return Math.max(halfDayAfter(dates.finish[row]!), halfDayBefore(dates.start[row]!) + DAY / 2);
}

/** Returns the layout of a chart. Cost: sorting; 10,000 rows take a few milliseconds. */
export function layoutOf(chart: Chart, dates: Dates, options: LayoutOptions): Layout {
  const groups = groupsOf(chart, options.grouping, options.shown);
  const size = SIZES[options.density];
  const build = new Builder(chart, dates, size);
  for (const group of groups) build.add(group, options);
  return build.finish(options.packed);
}

function orNever(minutes: number): number {
  return Number.isNaN(minutes) ? Infinity : minutes;
}

interface Placed {
  row: number;
  lane: number;
  depth: number;
  y: number;
}

class Builder {
  private readonly lanes: Lane[] = [];
  private readonly lineTop: number[] = [];
  private readonly lines: Placed[][] = [];
  private readonly hidden: Placed[] = [];
  private top = 0;
  private readonly chart: Chart;
  private readonly dates: Dates;
  private readonly size: { line: number; bar: number; text: number };

  constructor(chart: Chart, dates: Dates, size: { line: number; bar: number; text: number }) {
    this.chart = chart;
    this.dates = dates;
    this.size = size;
  }

  add(group: Group, options: LayoutOptions): void {
    const heading = options.packed || options.grouping === "none" ? 0 : HEADING;
    const closed = options.grouping !== "none" && options.closed.has(group.key);
    const firstLine = this.lines.length;
    const lane = this.lanes.length;
    const ordered = options.packed ? this.byStart(group.rows) : outline(this.chart, group.rows);
    if (closed) this.close(ordered, lane);
    else if (options.packed) this.pack(ordered, lane, options);
    else this.list(ordered, lane, this.top + heading);
    const drawn = (this.lines.length - firstLine) * this.size.line + heading + (options.packed ? LANE_GAP : 0);
    const height = closed ? LANE_LEAST : Math.max(options.packed ? LANE_LEAST : 0, drawn);
    const rows = ordered.map(({ row }) => row);
    this.lanes.push({
      ...{ key: group.key, top: this.top, height, closed, heading, count: rows.length, rows },
      ...{ firstLine, lastLine: this.lines.length },
    });
    this.top += height;
  }

  private byStart(rows: readonly number[]): { row: number; depth: number }[] {
    const { start, finish } = this.dates;
    const sorted = rows.toSorted((a, b) => start[a]! - start[b]! || finish[a]! - finish[b]! || a - b);
    return sorted.map((row) => ({ row, depth: 0 }));
  }

  private close(items: { row: number }[], lane: number): void {
    const y = this.top + LANE_LEAST / 2;
    for (const { row } of items) this.hidden.push({ row, lane, depth: 0, y });
  }

  private list(items: { row: number; depth: number }[], lane: number, top: number): void {
    items.forEach(({ row, depth }, line) => {
      const at = top + line * this.size.line;
      this.lineTop.push(at);
      this.lines.push([{ row, lane, depth, y: at + this.size.line / 2 }]);
    });
  }

  /** Roll-ups come first, so that the bracket of a programme lies above its parts. */
  private pack(items: { row: number }[], lane: number, options: LayoutOptions): void {
    const rollups = items.filter(({ row }) => this.chart.shape[row] === SHAPE.rollup);
    const others = items.filter(({ row }) => this.chart.shape[row] !== SHAPE.rollup);
    this.packInto(rollups, lane, options);
    this.packInto(others, lane, options);
  }

  private packInto(items: { row: number }[], lane: number, options: LayoutOptions): void {
    const half = this.size.bar / 2;
    const start = new Float64Array(items.length);
    const end = new Float64Array(items.length);
    items.forEach(({ row }, position) => {
      const shape = this.chart.shape[row]!;
      const from = (drawnStart(this.dates, row, shape) / DAY) * options.perDay;
      const to = (drawnFinish(this.dates, row, shape) / DAY) * options.perDay;
      const first = Math.min(this.chart.waves.get(row)?.[0]?.at ?? Infinity, orNever(this.chart.target[row]!));
      const reach = isPoint(shape) ? half : 0;
      start[position] = Math.min(from, ((first - DAY / 2) / DAY) * options.perDay) - reach;
      end[position] = options.reach(row, to + reach) + options.labelRoom(row, to - from) + 2;
    });
    const { row: line, rows } = pack(start, end);
    const first = this.lines.length;
    for (let added = 0; added < rows; added += 1) {
      this.lineTop.push(this.top + LANE_GAP / 2 + (this.lines.length - this.firstOf(lane)) * this.size.line);
      this.lines.push([]);
    }
    items.forEach(({ row }, position) => {
      const at = first + line[position]!;
      this.lines[at]!.push({ row, lane, depth: 0, y: this.lineTop[at]! + this.size.line / 2 });
    });
  }

  private firstOf(lane: number): number {
    return lane === 0 ? 0 : this.lanes[lane - 1]!.lastLine;
  }

  finish(packed: boolean): Layout {
    const lineBars = new Int32Array(this.lines.length + 1);
    this.lines.forEach((line, at) => (lineBars[at + 1] = lineBars[at]! + line.length));
    const placed = [...this.lines.flat(), ...this.hidden];
    const barOf = new Int32Array(this.chart.count).fill(-1);
    const nextOf = new Int32Array(placed.length).fill(-1);
    for (let bar = placed.length - 1; bar >= 0; bar -= 1) {
      const { row } = placed[bar]!;
      nextOf[bar] = barOf[row]!;
      barOf[row] = bar;
    }
    return {
      lanes: this.lanes,
      height: this.top,
      lineTop: Float64Array.from(this.lineTop),
      lineBars,
      row: Int32Array.from(placed, ({ row }) => row),
      lane: Int32Array.from(placed, ({ lane }) => lane),
      y: Float64Array.from(placed, ({ y }) => y),
      depth: Uint8Array.from(placed, ({ depth }) => depth),
      barOf,
      nextOf,
      size: this.size,
      packed,
    };
  }
}
