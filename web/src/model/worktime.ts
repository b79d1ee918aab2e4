/**
 * Arithmetic of working time in constant time per question, as the server does it.
 *
 * Every calendar gives a work coordinate: the working ticks from a fixed origin to an instant. Adding working time
 * is an addition of coordinates. A coordinate at the edge of a break belongs to two instants, the end of the period
 * before (`endAt`) and the begin of the period after (`beginAt`).
 */
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from "./instants";

/** At or after this no instant has a date: work that can never be done, a bound that does not bind. */
export const FAR = 2 ** 50;

/** No instant. */
export const NONE = -(2 ** 51);

/** Working periods of one day, in minutes: begin and end in turn. */
export type Periods = readonly number[];

/** A calendar as it travels: its week from Monday, and the days of a window of whole weeks that differ from it. */
export interface CalendarFrame {
  /** Day number of the window's first day, a Monday, and its days; 0 days where no day differs. */
  firstDay: number;
  days: number;
  /** Positions in the frame's list of shapes. */
  week: number[];
  /** Days from the window's first, and the shape of each. */
  other: number[];
  otherShape: number[];
}

/** The periods of a day in ticks, with the work before each; `work` is that of the whole day. */
interface Shape {
  readonly begin: Float64Array;
  readonly end: Float64Array;
  readonly before: Float64Array;
  readonly work: number;
}

export interface Calendar {
  readonly firstDay: number;
  readonly days: number;
  readonly shapes: readonly Shape[];
  /** Work before each day of the window, and its shape. */
  readonly before: Float64Array;
  readonly shape: Uint16Array;
  readonly total: number;
  /** The working days of the window, and for each bucket of work the one in which it begins. */
  readonly workday: Int32Array;
  readonly bucket: Int32Array;
  readonly bucketSize: number;
  /** Work before each day of the week, eight entries, and the shapes of its days. */
  readonly weekBefore: Float64Array;
  readonly weekShape: Uint16Array;
  readonly weekTotal: number;
  readonly works: boolean;
}

export function shapeOf(periods: Periods): Shape {
  const count = periods.length / 2;
  const shape = { begin: new Float64Array(count), end: new Float64Array(count), before: new Float64Array(count) };
  let work = 0;
  for (let k = 0; k < count; k++) {
    shape.begin[k] = periods[2 * k]! * TICKS_PER_MINUTE;
    shape.end[k] = periods[2 * k + 1]! * TICKS_PER_MINUTE;
    shape.before[k] = work;
    work += shape.end[k]! - shape.begin[k]!;
  }
  return { ...shape, work };
}

export function calendarOf(frame: CalendarFrame, shapes: readonly Shape[]): Calendar {
  const weekShape = Uint16Array.from(frame.week);
  const shape = new Uint16Array(frame.days);
  for (let day = 0; day < frame.days; day++) shape[day] = weekShape[day % 7]!;
  frame.other.forEach((day, k) => (shape[day] = frame.otherShape[k]!));
  const before = sums(shape, shapes);
  const weekBefore = sums(weekShape, shapes);
  const total = before[frame.days]!;
  const working = Int32Array.from(shape.keys()).filter((day) => shapes[shape[day]!]!.work > 0);
  const bucketSize = Math.max(1, Math.floor(total / Math.max(1, working.length)));
  return {
    firstDay: frame.firstDay,
    days: frame.days,
    shapes,
    before,
    shape,
    total,
    workday: working,
    bucket: buckets(working, before, total, bucketSize),
    bucketSize,
    weekBefore,
    weekShape,
    weekTotal: weekBefore[7]!,
    works: total > 0 || weekBefore[7]! > 0,
  };
}

function sums(shape: Uint16Array, shapes: readonly Shape[]): Float64Array {
  const before = new Float64Array(shape.length + 1);
  for (let day = 0; day < shape.length; day++) before[day + 1] = before[day]! + shapes[shape[day]!]!.work;
  return before;
}

/** Returns for each bucket of work the last working day that begins at or before it. */
function buckets(working: Int32Array, before: Float64Array, total: number, size: number): Int32Array {
  const found = new Int32Array(Math.ceil(total / size));
  let k = 0;
  for (let number = 0; number < found.length; number++) {
    while (k + 1 < working.length && before[working[k + 1]!]! <= number * size) k++;
    found[number] = k;
  }
  return found;
}

/** Returns the work coordinate of an instant. */
export function worked(calendar: Calendar, instant: number): number {
  const day = Math.floor(instant / TICKS_PER_DAY);
  const tick = instant - day * TICKS_PER_DAY;
  let i = day - calendar.firstDay;
  let done: number;
  let shape: Shape;
  if (i >= 0 && i < calendar.days) {
    done = calendar.before[i]!;
    shape = calendar.shapes[calendar.shape[i]!]!;
  } else {
    done = 0;
    if (i >= calendar.days) {
      i -= calendar.days;
      done = calendar.total;
    }
    const weeks = Math.floor(i / 7);
    i -= weeks * 7;
    done += weeks * calendar.weekTotal + calendar.weekBefore[i]!;
    shape = calendar.shapes[calendar.weekShape[i]!]!;
  }
  for (let k = shape.begin.length - 1; k >= 0; k--) {
    if (tick > shape.begin[k]!) return done + shape.before[k]! + Math.min(tick, shape.end[k]!) - shape.begin[k]!;
  }
  return done;
}

/** Returns the instant of a work coordinate at which work goes on: never the end of a period. */
export function beginAt(calendar: Calendar, coordinate: number): number {
  let day: number;
  let rest: number;
  let shape: Shape;
  if (coordinate >= 0 && coordinate < calendar.total) {
    const { workday, before } = calendar;
    let k = calendar.bucket[Math.floor(coordinate / calendar.bucketSize)]!;
    while (k + 1 < workday.length && before[workday[k + 1]!]! <= coordinate) k++;
    day = workday[k]!;
    rest = coordinate - before[day]!;
    shape = calendar.shapes[calendar.shape[day]!]!;
    day += calendar.firstDay;
  } else {
    if (calendar.weekTotal === 0) return coordinate < 0 ? -FAR : FAR;
    day = calendar.firstDay;
    rest = coordinate;
    if (coordinate >= calendar.total) {
      day += calendar.days;
      rest -= calendar.total;
    }
    const weeks = Math.floor(rest / calendar.weekTotal);
    rest -= weeks * calendar.weekTotal;
    let weekday = 0;
    while (calendar.weekBefore[weekday + 1]! <= rest) weekday++;
    rest -= calendar.weekBefore[weekday]!;
    day += weeks * 7 + weekday;
    shape = calendar.shapes[calendar.weekShape[weekday]!]!;
  }
  let k = shape.begin.length - 1;
  while (k > 0 && shape.before[k]! > rest) k--;
  return day * TICKS_PER_DAY + shape.begin[k]! + rest - shape.before[k]!;
}

/** Returns the instant at which a coordinate has just been worked: a period's end, never the next begin. */
export function endAt(calendar: Calendar, coordinate: number): number {
  return beginAt(calendar, coordinate - 1) + 1;
}

/** Returns the instant reached through `amount` working ticks; no amount leaves the instant as it is. */
export function walk(calendar: Calendar, instant: number, amount: number): number {
  if (amount === 0) return instant;
  const coordinate = worked(calendar, instant) + amount;
  return amount > 0 ? endAt(calendar, coordinate) : beginAt(calendar, coordinate);
}

/** Returns the first instant at or after this one at which a period begins or goes on. */
export function nextBegin(calendar: Calendar, instant: number): number {
  return beginAt(calendar, worked(calendar, instant));
}

/** Returns the last instant at or before this one at which a period goes on or ends. */
export function previousEnd(calendar: Calendar, instant: number): number {
  return endAt(calendar, worked(calendar, instant));
}
