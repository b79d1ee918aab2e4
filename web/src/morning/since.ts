/** From when on news are news. */

/** Choices of how many days back. */
export const DAYS = ["1", "3", "7", "30"] as const;

/** Returns the reader's day at its first minute. */
export function today(now: Date = new Date()): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate());
}

/** Returns the first instant of the day that was `days` before; whole days, so that the question stays the same all day. */
export function beginning(day: Date, days: number): string {
  const back = Number.isInteger(days) && days > 0 ? days : 1;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back).toISOString();
}
