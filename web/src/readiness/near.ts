/** Days without their year where it goes without saying. */
import { type Format, type PlanDate, millisecondsOf } from "~/parts/format";

const HALF_A_YEAR = 183 * 86_400_000;

/** Returns a day without its year if it is within half a year of another day that the reader sees beside it. */
export function dayNear(format: Format, day: PlanDate, other: PlanDate): string {
  const apart = Math.abs(millisecondsOf(day) - millisecondsOf(other));
  return apart < HALF_A_YEAR ? format.shortDay(day) : format.day(day);
}
