/** Days, weeks, months and fiscal quarters in wall-clock minutes since 1970-01-01T00:00; no time zone is involved. */

export const DAY = 1440;

export interface Civil {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

export interface Quarter {
  /** The year in which the fiscal year ends, as in FY27. */
  year: number;
  /** 1 to 4. */
  quarter: number;
}

/** Returns the minutes at the start of a day; a month outside 1 to 12 goes into other years. */
export function minutesOf(year: number, month: number, day = 1): number {
  return Date.UTC(year, month - 1, day) / 60_000;
}

/** Returns the calendar day in which an instant lies. */
export function civilOf(minutes: number): Civil {
  const at = new Date(minutes * 60_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

export function dayStart(minutes: number): number {
  return Math.floor(minutes / DAY) * DAY;
}

/** Returns 0 for Monday to 6 for Sunday. */
export function weekdayOf(minutes: number): number {
  return (((Math.floor(minutes / DAY) + 3) % 7) + 7) % 7;
}

export function weekStart(minutes: number): number {
  return dayStart(minutes) - weekdayOf(minutes) * DAY;
}

/** Returns the ISO week, 1 to 53: the first week of a year is the one with its first Thursday. */
export function weekNumber(minutes: number): number {
  const thursday = weekStart(minutes) + 3 * DAY;
  return 1 + Math.floor((thursday - minutesOf(civilOf(thursday).year, 1)) / (7 * DAY));
}

export function monthStart(minutes: number, months = 0): number {
  const { year, month } = civilOf(minutes);
  return minutesOf(year, month + months);
}

/** Returns the fiscal quarter of an instant; `firstMonth` is the month in which fiscal years start, 1 to 12. */
export function quarterOf(minutes: number, firstMonth: number): Quarter {
  const { year, month } = civilOf(minutes);
  const later = firstMonth > 1 && month >= firstMonth;
  return { year: later ? year + 1 : year, quarter: Math.floor(((month - firstMonth + 12) % 12) / 3) + 1 };
}

/** Returns the start of the fiscal quarter of an instant, moved by a number of quarters. */
export function quarterStart(minutes: number, firstMonth: number, quarters = 0): number {
  const { year, month } = civilOf(minutes);
  return minutesOf(year, month - ((month - firstMonth + 12) % 3) + 3 * quarters);
}

/** Returns the start of the fiscal year of an instant, moved by a number of years. */
export function yearStart(minutes: number, firstMonth: number, years = 0): number {
  const { year, month } = civilOf(minutes);
  return minutesOf(year + years, month - ((month - firstMonth + 12) % 12));
}

/** Returns the nearest instant on a half day: bars begin and end at midnight or noon, whatever the hours of work. */
export function halfDayBefore(minutes: number): number {
  return Math.floor(minutes / (DAY / 2)) * (DAY / 2);
}

export function halfDayAfter(minutes: number): number {
  return Math.ceil(minutes / (DAY / 2)) * (DAY / 2);
}

/** Returns ISO text of an instant, as the API takes it: 2026-12-18T09:00:00. */
export function isoText(minutes: number): string {
  return new Date(minutes * 60_000).toISOString().slice(0, 19);
}

export function isoDay(minutes: number): string {
  return isoText(minutes).slice(0, 10);
}

/** Returns the minutes of ISO text, a day or an instant without a zone; NaN where it is none. */
export function parseIso(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text.slice(0, 19)}Z`) / 60_000;
}
