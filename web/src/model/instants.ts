/**
 * Instants of the plan: wall-clock minutes since 1970-01-01T00:00 for drawing, ticks for computing.
 *
 * A tick is a tenth of a minute counted from midnight of the proleptic Gregorian day 0, as on the server. Nothing
 * here knows of time zones: ISO text is read as the wall clock says it.
 */

export const MINUTES_PER_DAY = 1440;
export const TICKS_PER_MINUTE = 10;
export const TICKS_PER_DAY = MINUTES_PER_DAY * TICKS_PER_MINUTE;

/** Day number of 1970-01-01 where 1 January of year 1 is day 1. */
export const EPOCH_DAY = 719_163;

/** Last tick that is a date: 9999-12-31T23:59. */
export const LAST_TICK = 3_652_059 * TICKS_PER_DAY + TICKS_PER_DAY - 1;

const LAST_MINUTE = MINUTES_PER_DAY - 1;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** Returns days since 1970-01-01 of a proleptic Gregorian date; month from 1. After Hinnant, days_from_civil. */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Returns year, month (from 1) and day of days since 1970-01-01. After Hinnant, civil_from_days. */
export function civil(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const index = Math.floor((5 * ofYear + 2) / 153);
  const month = index < 10 ? index + 3 : index - 9;
  return [years + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * index + 2) / 5) + 1];
}

/** Returns minutes since 1970 of ISO text; of a bare day its first minute, or its last where `end`. NaN if unread. */
export function minutesOf(text: string | null | undefined, end = false): number {
  const found = text ? ISO.exec(text) : null;
  if (found === null) return NaN;
  const days = dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
  if (found[4] === undefined) return days * MINUTES_PER_DAY + (end ? LAST_MINUTE : 0);
  const seconds = found[6] === undefined ? 0 : Math.floor(Number(found[6]) / 6) / TICKS_PER_MINUTE;
  return days * MINUTES_PER_DAY + Number(found[4]) * 60 + Number(found[5]) + seconds;
}

/** Returns the ISO text of the day that holds an instant: 2027-01-04. */
export function dayOf(minutes: number): string {
  const [year, month, day] = civil(Math.floor(minutes / MINUTES_PER_DAY));
  return `${String(year).padStart(4, "0")}-${padded(month)}-${padded(day)}`;
}

function padded(value: number): string {
  return String(value).padStart(2, "0");
}

export function ticksOf(minutes: number): number {
  return Math.round((minutes + EPOCH_DAY * MINUTES_PER_DAY) * TICKS_PER_MINUTE);
}

export function minutesOfTicks(ticks: number): number {
  return ticks / TICKS_PER_MINUTE - EPOCH_DAY * MINUTES_PER_DAY;
}
