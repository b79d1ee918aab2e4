/** The activity of an initiative or launch, from what the plan says of it. */
import { ASAP, CLOCK, CONSTRAINTS, INSTANTS, type Activity, PLAIN, SNET, type Track, isManual } from "./network";
import { type Amounts, type Said, capTicks, instantOf, isHammock, wholeDay } from "./said";
import { roundHalfEven } from "./expansion";
import { type Calendar, NONE, walk, worked } from "./worktime";

/** Where an initiative lies: its parent, project and calendar by position, and the tracks that staff it. */
export interface Place {
  readonly parent: number;
  readonly project: number;
  readonly calendar: number;
  readonly retainedLogic: boolean;
  readonly tracks: readonly Track[];
}

const FINISHES = new Set(["FNET", "FNLT", "MFO", "FINISH_ON"]);

export function initiativeActivity(
  said: Said, place: Place, amounts: Amounts, calendars: readonly Calendar[],
): Activity {
  const amount = scheduled(said, amounts);
  const ticks = amount === undefined || amount.measure === "percent" ? 0 : amount.ticks;
  const elapsed = ticks !== 0 && amount?.measure === "elapsed";
  const plain: Activity = {
    ...PLAIN,
    duration: ticks,
    calendar: elapsed ? CLOCK : place.calendar,
    project: place.project,
    parent: place.parent,
    active: said.active !== false && said.status !== "CANCELLED" && !isHammock(said),
  };
  if (isPlain(said)) return staffed(plain, place, elapsed);
  const dated = withProgress({ ...plain, ...datesOf(said, ticks, amounts) }, said, place, amounts);
  const rested = said.interruptions?.length ? { ...dated, gap: gapOf(dated, said, calendars) } : dated;
  return staffed(withManualDates(rested, calendars), place, elapsed);
}

/** Whether nothing is said of work beyond how long it takes. */
function isPlain(said: Said): boolean {
  for (const field in said) if (field !== "duration") return false;
  return true;
}

function staffed(activity: Activity, { tracks }: Place, elapsed: boolean): Activity {
  if (elapsed || tracks.length === 0) return activity;
  return { ...activity, tracks: tracksFor(tracks, activity.duration) };
}

/** Returns the tracks of work of a duration: a single one that begins at once lasts as long as the work. */
function tracksFor(tracks: readonly Track[], duration: number): readonly Track[] {
  return tracks.length === 1 && tracks[0]!.delay === 0 ? [{ ...tracks[0]!, duration }] : tracks;
}

function scheduled(said: Said, amounts: Amounts): ReturnType<Amounts["of"]> {
  return said.level === "MILESTONE" ? undefined : amounts.of(said.duration ?? said.pessimistic ?? said.optimistic);
}

function datesOf(said: Said, ticks: number, amounts: Amounts): Partial<Activity> {
  const deadline = instantOf(said.deadline, true);
  return {
    constraint: CONSTRAINTS.indexOf((said.constraint ?? "ASAP") as (typeof CONSTRAINTS)[number]),
    constraintAt: constraintTicks(said.constraint, said.constraintDate, ticks),
    second: CONSTRAINTS.indexOf((said.secondConstraint ?? "ASAP") as (typeof CONSTRAINTS)[number]),
    secondAt: constraintTicks(said.secondConstraint, said.secondConstraintDate, ticks),
    deadline: deadline === NONE ? NONE : capTicks(deadline, ticks),
    manualStart: instantOf(said.manualStart),
    manualFinish: instantOf(said.manualFinish, true),
    actualStart: instantOf(said.actualStart),
    actualFinish: instantOf(said.actualFinish, true),
    resume: instantOf(said.resume),
    delay: amounts.ticks(said.levellingDelay) ?? 0,
    instant: INSTANTS.indexOf((said.milestoneInstant ?? "RAW") as (typeof INSTANTS)[number]),
  };
}

/** Returns the instant of a constraint; the midnight of a finish means its whole day. */
function constraintTicks(kind: string | null | undefined, date: string | null | undefined, duration: number): number {
  const given = instantOf(date);
  if (given === NONE || kind == null || kind === "ASAP" || kind === "ALAP") return NONE;
  const at = FINISHES.has(kind) ? wholeDay(given) : given;
  return kind === "FNLT" || kind === "SNLT" ? capTicks(at, duration) : at;
}

/**
 * Returns the activity with the work it still needs. Under retained logic what remains waits as if it had not begun, goes
 * on where it was to be resumed, and what was said of its start is history.
 */
function withProgress(activity: Activity, said: Said, place: Place, amounts: Amounts): Activity {
  if (activity.actualStart === NONE || activity.actualFinish !== NONE) return activity;
  const done = roundHalfEven((activity.duration * (said.percentComplete ?? 0)) / 100);
  const left = amounts.ticks(said.remaining) ?? activity.duration - done;
  return place.retainedLogic
    ? resumed({ ...activity, duration: left, remaining: left, actualStart: NONE })
    : { ...activity, duration: done + left, remaining: left };
}

function resumed(activity: Activity): Activity {
  const ofFinish = (kind: number) => FINISHES.has(CONSTRAINTS[kind]!);
  const said = [
    { kind: SNET, at: activity.resume },
    ...[
      { kind: activity.constraint, at: activity.constraintAt },
      { kind: activity.second, at: activity.secondAt },
    ].filter(({ kind }) => ofFinish(kind)),
  ].filter(({ at }) => at !== NONE);
  const [first = FREE, second = FREE] = said;
  return { ...activity, constraint: first.kind, constraintAt: first.at, second: second.kind, secondAt: second.at, resume: NONE };
}

const FREE = { kind: ASAP, at: NONE };

/** Returns the working time of the interruptions. */
function gapOf(activity: Activity, said: Said, calendars: readonly Calendar[]): number {
  const calendar = calendars[activity.calendar]!;
  const rests = (said.interruptions ?? []).map(
    (rest) => worked(calendar, instantOf(rest.finish)) - worked(calendar, instantOf(rest.start)),
  );
  return Math.max(0, rests.reduce((sum, ticks) => sum + ticks, 0));
}

/** Returns the activity with both manual dates where only one was given: the other lies its duration away. */
function withManualDates(activity: Activity, calendars: readonly Calendar[]): Activity {
  const { manualStart, manualFinish, duration } = activity;
  if ((manualStart === NONE) === (manualFinish === NONE) || isManual(activity)) return activity;
  const calendar = calendars[activity.calendar]!;
  return manualStart === NONE
    ? { ...activity, manualStart: walk(calendar, manualFinish, -duration) }
    : { ...activity, manualFinish: walk(calendar, manualStart, duration) };
}

/** Returns the milestone of a launch: not before its embargo, due on its target date. */
export function launchActivity(said: Said): Activity {
  const launched = instantOf(said.launchedOn, LAUNCH_ENDS.launchedOn);
  const from = instantOf(said.notBefore, LAUNCH_ENDS.notBefore);
  return {
    ...PLAIN,
    constraint: from === NONE ? 0 : SNET,
    constraintAt: from,
    deadline: instantOf(said.targetDate, LAUNCH_ENDS.targetDate),
    actualStart: launched,
    actualFinish: launched,
    active: said.status !== "CANCELLED",
  };
}

/** Whether a bare day means its last minute. */
const LAUNCH_ENDS = { launchedOn: true, notBefore: false, targetDate: true };

/** Returns what an outside party delivers, done at the end of the day promised. */
export function deliveryActivity(at: number): Activity {
  return { ...PLAIN, project: 1, actualStart: at, actualFinish: at };
}
