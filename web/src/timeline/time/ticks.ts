/** Bands of the header and lines of the grid: years, fiscal quarters, months, weeks and days, as the zoom allows. */
import { DAY, dayStart, monthStart, quarterOf, quarterStart, weekNumber, weekStart, yearStart } from "./days";
import { timeAt, xOf, type Scale } from "./scale";

export type Unit = "year" | "quarter" | "month" | "week" | "day";

export interface Tick {
  /** Left and right edge in pixels of the drawing; integers. */
  x: number;
  end: number;
  /** Instant at which it starts. */
  start: number;
  label: string;
}

export interface Band {
  unit: Unit;
  ticks: Tick[];
}

/** Words of dates in the language of the user. */
export interface Labels {
  year(fiscalYear: number): string;
  quarter(fiscalYear: number, quarter: number, short: boolean): string;
  month(minutes: number, style: "long" | "short" | "narrow"): string;
  week(number: number): string;
  day(minutes: number, weekday: boolean): string;
  dayMonth(minutes: number): string;
}

const DAYS: Record<Unit, number> = { year: 365.25, quarter: 91.3, month: 30.4, week: 7, day: 1 };
const ROOM: Record<Unit, number> = { year: 0, quarter: 30, month: 26, week: 26, day: 17 };
const COARSER: Record<Unit, Unit[]> = {
  day: ["quarter", "month", "day"],
  week: ["quarter", "month", "week"],
  month: ["year", "quarter", "month"],
  quarter: ["year", "quarter"],
  year: ["year"],
};

/** Returns the finest unit whose labels have room at this zoom. */
export function finestUnit(perDay: number): Unit {
  const units: Unit[] = ["day", "week", "month", "quarter"];
  return units.find((unit) => DAYS[unit] * perDay >= ROOM[unit]) ?? "year";
}

/** Returns the units of the header, coarsest first; the finest is also the grid. */
export function unitsAt(perDay: number): Unit[] {
  return COARSER[finestUnit(perDay)];
}

/** Returns the start of the unit in which an instant lies, moved by a number of units. */
export function unitStart(unit: Unit, minutes: number, firstMonth: number, units = 0): number {
  switch (unit) {
    case "year":
      return yearStart(minutes, firstMonth, units);
    case "quarter":
      return quarterStart(minutes, firstMonth, units);
    case "month":
      return monthStart(minutes, units);
    case "week":
      return weekStart(minutes) + units * 7 * DAY;
    case "day":
      return dayStart(minutes) + units * DAY;
  }
}

/** Returns the bands that are seen between two pixels, coarsest first. */
export function bandsBetween(scale: Scale, left: number, right: number, firstMonth: number, labels: Labels): Band[] {
  const units = unitsAt(scale.perDay);
  const short = units[0] === "year";
  return units.map((unit) => ({ unit, ticks: ticks(unit, scale, [left, right], firstMonth, labels, short) }));
}

function ticks(
  unit: Unit,
  scale: Scale,
  [left, right]: readonly [number, number],
  firstMonth: number,
  labels: Labels,
  short: boolean,
): Tick[] {
  const found: Tick[] = [];
  let start = unitStart(unit, timeAt(scale, left), firstMonth);
  let x = Math.round(xOf(scale, start));
  while (x < right) {
    const next = unitStart(unit, start, firstMonth, 1);
    const end = Math.round(xOf(scale, next));
    found.push({ x, end, start, label: labelOf(unit, start, end - x, firstMonth, labels, short) });
    start = next;
    x = end;
  }
  return found;
}

function labelOf(unit: Unit, start: number, width: number, firstMonth: number, labels: Labels, short: boolean): string {
  switch (unit) {
    case "year":
      return labels.year(quarterOf(start, firstMonth).year);
    case "quarter": {
      const { year, quarter } = quarterOf(start, firstMonth);
      return labels.quarter(year, quarter, short || width < 56);
    }
    case "month":
      if (width < 34) return labels.month(start, "narrow");
      return labels.month(start, width < 90 ? "short" : "long");
    case "week":
      return width < 74 ? labels.week(weekNumber(start)) : `${labels.week(weekNumber(start))} · ${labels.dayMonth(start)}`;
    case "day":
      return labels.day(start, width >= 40);
  }
}

/** Returns the days off between two instants as periods, for shading; empty where days are too narrow to tell. */
export function weekends(scale: Scale, left: number, right: number): [number, number][] {
  if (scale.perDay < 5) return [];
  const found: [number, number][] = [];
  for (let saturday = weekStart(timeAt(scale, left)) + 5 * DAY; xOf(scale, saturday) < right; saturday += 7 * DAY) {
    const x = Math.round(xOf(scale, saturday));
    found.push([x, Math.round(xOf(scale, saturday + 2 * DAY)) - x]);
  }
  return found;
}
