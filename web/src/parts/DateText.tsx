/** A date of the plan, said in the precision in which it was meant: Q2 stays Q2. */
import { type PlanDate, millisecondsOf, useFormat } from "./format";
import { useSaid } from "./precision";

export type Precision = "DAY" | "MONTH" | "QUARTER" | "HALF" | "YEAR" | "RELATIVE";

/** The day; with `time`, its hour and minute too. */
export function DateText({ date, time = false }: { date: PlanDate; time?: boolean }) {
  const format = useFormat();
  return <time dateTime={iso(date)}>{time ? format.dayTime(date) : format.day(date)}</time>;
}

/** The date as coarse as it was said; `date` is the last day of its period. */
export function PrecisionDate({ date, precision }: { date: PlanDate; precision: Precision }) {
  const said = useSaid();
  return <time dateTime={iso(date)}>{said(date, precision)}</time>;
}

function iso(date: PlanDate): string | undefined {
  const at = millisecondsOf(date);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 16);
}
