/** What the plan says of a piece of work that its dates depend on, in the words of the API. */
import { type Amount, type WorkingUnits, amountOf } from "./durations";
import { EPOCH_DAY, MINUTES_PER_DAY, TICKS_PER_DAY, minutesOf, ticksOf } from "./instants";
import { NONE } from "./worktime";

/** Values of an initiative as an edit gives them; what is left out has its default, null takes a value away. */
export interface Said {
  readonly level?: string | null;
  readonly status?: string | null;
  readonly active?: boolean | null;
  readonly optimistic?: string | null;
  readonly duration?: string | null;
  readonly pessimistic?: string | null;
  readonly percentComplete?: number | null;
  readonly actualStart?: string | null;
  readonly actualFinish?: string | null;
  readonly remaining?: string | null;
  readonly resume?: string | null;
  readonly constraint?: string | null;
  readonly constraintDate?: string | null;
  readonly secondConstraint?: string | null;
  readonly secondConstraintDate?: string | null;
  readonly milestoneInstant?: string | null;
  readonly deadline?: string | null;
  readonly manualStart?: string | null;
  readonly manualFinish?: string | null;
  readonly levellingDelay?: string | null;
  /** Where its dates come from; of anything but a task only the server works them out. */
  readonly activityType?: string | null;
  readonly interruptions?: readonly { start: string; finish: string }[] | null;
  /** Of a launch. */
  readonly notBefore?: string | null;
  readonly targetDate?: string | null;
  readonly launchedOn?: string | null;
}

/** Fields with a date that may move the start of a plan that names none. */
export const DATE_FIELDS = [
  "actualStart", "actualFinish", "constraintDate", "secondConstraintDate", "deadline", "manualStart", "manualFinish",
  "notBefore", "targetDate", "launchedOn",
] as const satisfies readonly (keyof Said)[];

/** Whether work takes its dates from others, and so binds nobody. */
export function isHammock(said: Said): boolean {
  return (said.activityType ?? "TASK") !== "TASK";
}

const LAST_MINUTE = MINUTES_PER_DAY - 1;

/** Returns the tick of an instant, NONE for null; a bare day is its first minute, or its last where `end`. */
export function instantOf(text: string | null | undefined, end = false): number {
  const minutes = minutesOf(text, end);
  return Number.isNaN(minutes) ? NONE : ticksOf(minutes);
}

/** Returns the tick of a finish; the last minute of a day that was named whole counts in full. */
export function endTicks(ticks: number): number {
  return ticks !== NONE && isLastMinute(ticks) ? ticks + 10 : ticks;
}

function isLastMinute(ticks: number): boolean {
  return ticks % TICKS_PER_DAY === LAST_MINUTE * 10;
}

/** Returns the latest tick that a finish date allows: work may fill the last minute of a day named whole. */
export function capTicks(ticks: number, duration: number): number {
  return duration > 0 ? endTicks(ticks) : ticks;
}

/** Returns a midnight as the last minute of its day, anything else as it is. */
export function wholeDay(ticks: number): number {
  return ticks % TICKS_PER_DAY === 0 ? ticks + LAST_MINUTE * 10 : ticks;
}

/** Reads durations, each text once. */
export class Amounts {
  private readonly known = new Map<string, Amount | undefined>();
  readonly units: WorkingUnits;

  constructor(units: WorkingUnits) {
    this.units = units;
  }

  of(text: string | null | undefined): Amount | undefined {
    if (text == null) return undefined;
    if (!this.known.has(text)) this.known.set(text, amountOf(text, this.units));
    return this.known.get(text);
  }

  /** Returns the ticks of a text that is no percentage, undefined otherwise. */
  ticks(text: string | null | undefined): number | undefined {
    const amount = this.of(text);
    return amount === undefined || amount.measure === "percent" ? undefined : amount.ticks;
  }
}

/** Returns the year of a tick. */
export function yearOf(ticks: number): number {
  return new Date((ticks / TICKS_PER_DAY - EPOCH_DAY) * 86_400_000).getUTCFullYear();
}
