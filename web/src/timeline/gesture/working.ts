/** Working days as a drag counts them: which days a bar can start on, how many lie between two instants. */
import { DAY, dayStart, weekdayOf } from "../time/days";

export type IsWorkingDay = (dayStart: number) => boolean;

export function mondayToFriday(day: number): boolean {
  return weekdayOf(day) < 5;
}

const FURTHEST = 400;

/** Returns the nearest working day at or around an instant, as its midnight; the later one if two are as near. */
export function snapToWorkingDay(minutes: number, works: IsWorkingDay): number {
  const day = dayStart(minutes);
  for (let away = 0; away < FURTHEST; away += 1) {
    if (works(day + away * DAY)) return day + away * DAY;
    if (works(day - away * DAY)) return day - away * DAY;
  }
  return day;
}

/** Returns the midnight of the working day that lies some working days after (before: negative) a day. */
export function workingDayAfter(minutes: number, days: number, works: IsWorkingDay): number {
  let day = snapToWorkingDay(minutes, works);
  const step = Math.sign(days) * DAY;
  for (let left = Math.abs(days), tries = 0; left > 0 && tries < 40 * FURTHEST; tries += 1) {
    day += step;
    if (works(day)) left -= 1;
  }
  return day;
}

/** Returns the working days from one day up to another, the last not counted; negative if it lies before. */
export function workingDaysBetween(from: number, to: number, works: IsWorkingDay): number {
  const [first, last] = [dayStart(Math.min(from, to)), dayStart(Math.max(from, to))];
  let days = 0;
  for (let day = first; day < last; day += DAY) if (works(day)) days += 1;
  return from <= to ? days : -days;
}
