/** The effect of operations on all dates: the plan's network kept compiled, edits written into it and taken back. */
import type { Operation } from "~/editing/operations";
import { compile } from "./compile";
import type { Compiled } from "./compiled";
import { type Edited, type Names, edited } from "./edits";
import { LAST_TICK, TICKS_PER_MINUTE, minutesOfTicks } from "./instants";
import { TrackList, writeNode } from "./leaves";
import type { Activity, Network } from "./network";
import type { PlanOfDates } from "./networkFrame";
import { Surroundings, activityOf, networkOf, withDeliveries } from "./planNetwork";
import { isHammock, yearOf } from "./said";
import { type Solution, passes, solutionOf } from "./solve";
import { FAR, NONE } from "./worktime";

/**
 * Dates and floats under some operations, by row: first those of the portfolio, then what the operations create, in
 * order. Instants are wall-clock minutes since 1970, NaN for work that has no dates.
 */
export interface Ripple {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly critical: Uint8Array;
  readonly nearCritical: Uint8Array;
  readonly totalFloatDays: Float64Array;
  /** Rows whose start or finish is another than without the operations. */
  readonly moved: Int32Array;
  /** Whether only the server's preview can tell: the operations do what the page does not compute. */
  readonly confirming: boolean;
  /** Rows of a loop that the operations close, each leading to the next. The links in it are left out. */
  readonly loop?: Int32Array;
  /** Row of each piece of work that the operations create, by its ref. */
  readonly created: ReadonlyMap<string, number>;
}

/** Computes ripples over one revision of the plan. */
export class Rippling {
  readonly plan: PlanOfDates;
  private readonly names: Names;
  private readonly network: Network;
  private readonly compiled: Compiled;
  private readonly base: Solution;
  private readonly shares: ReadonlySet<number>;
  private readonly loops: ReadonlySet<string>;
  /** Rows that take their dates from others, as only the server works them out. */
  readonly hammocks: readonly number[];

  constructor(plan: PlanOfDates, names: Names) {
    this.plan = plan;
    this.names = names;
    this.network = networkOf(plan);
    this.compiled = compile(this.network);
    this.shares = new Set(this.network.links.filter((link) => link.measure === "percent").map((link) => link.from));
    this.loops = new Set(this.compiled.loops.map(String));
    this.hammocks = plan.works.flatMap(({ said }, i) => (isHammock(said) ? [i] : []));
    passes(this.network, this.compiled);
    this.base = solutionOf(this.network, this.compiled);
  }

  /** Returns what operations would do to all dates; nothing is kept of them. */
  compute(operations: readonly Operation[]): Ripple {
    const edit = edited(this.plan, this.names, operations);
    const activities = this.activitiesOf(edit);
    const simple = !edit.shape && [...edit.changed].every((i) => this.fits(i, activities[i]!));
    const network = edit.shape ? withDeliveries(edit.plan, activities) : { ...this.network, activities };
    const compiled = simple ? this.compiled : compile(network);
    if (simple) this.write(network, edit.changed);
    passes(network, compiled);
    const solution = solutionOf(network, compiled);
    if (simple) this.write(this.network, edit.changed);
    const confirming = edit.confirming || this.hammocks.length > 0 || this.reachesFar(solution) || this.isStaffed(edit, activities);
    return this.rippleOf(edit, solution, compiled, confirming);
  }

  /** Returns the activities of all work after an edit; those that it does not touch are the same objects. */
  private activitiesOf(edit: Edited): Activity[] {
    const context = new LazySurroundings(edit.plan);
    if (edit.placed) return edit.plan.works.map((_, i) => activityOf(edit.plan, i, context.get()));
    const works = this.plan.works.length;
    const activities = edit.shape ? this.network.activities.slice(0, works) : this.network.activities.slice();
    const touched = this.plan.staffed.size > 0 && edit.shape ? [...edit.changed, ...this.plan.staffed] : edit.changed;
    for (const i of touched) activities[i] = activityOf(edit.plan, i, context.get());
    for (const i of edit.gone) activities[i] = activityOf(edit.plan, i, context.get());
    return activities;
  }

  /** Whether an activity differs in nothing but the values of its own node. */
  private fits(i: number, now: Activity): boolean {
    const was = this.network.activities[i]!;
    return (
      this.compiled.nodeOf[i]! >= 0 &&
      now.calendar === was.calendar &&
      now.active === was.active &&
      now.tracks.length + was.tracks.length === 0 &&
      (now.duration === was.duration || !this.shares.has(i))
    );
  }

  private write(network: Network, changed: ReadonlySet<number>): void {
    for (const i of changed) writeNode(network, i, this.compiled.nodes, this.compiled.nodeOf[i]!, new TrackList());
  }

  /** Whether work ends where holidays are no longer known. */
  private reachesFar(solution: Solution): boolean {
    let end = NONE;
    for (const finish of solution.finish) if (finish > end && finish <= LAST_TICK) end = finish;
    return end !== NONE && yearOf(end) >= this.plan.frame.years[1] - 1;
  }

  /** Whether an edit changes work whose people date it in a way that only the server knows. */
  private isStaffed(edit: Edited, activities: readonly Activity[]): boolean {
    const { staffed } = this.plan;
    return [...edit.changed].some((i) => {
      if (!staffed.has(i)) return false;
      const { tracks } = activities[i]!;
      return tracks.length !== 1 || tracks[0]!.delay !== 0 || tracks[0]!.duration === 0;
    });
  }

  private rippleOf(edit: Edited, solution: Solution, compiled: Compiled, confirming: boolean): Ripple {
    const { count, works } = this.plan;
    const positions = Int32Array.from(edit.created.values());
    const rowOf = (i: number): number => (i < count ? i : i < works.length ? -1 : count + positions.indexOf(i));
    const columns = new RippleColumns(count + positions.length);
    const moved: number[] = [];
    for (let row = 0; row < count; row++) {
      columns.write(row, this.plan, edit, solution, row);
      if (solution.start[row] !== this.base.start[row] || solution.finish[row] !== this.base.finish[row]) moved.push(row);
    }
    positions.forEach((i, k) => {
      columns.write(count + k, this.plan, edit, solution, i);
      moved.push(count + k);
    });
    const loop = compiled.loops.find((found) => !this.loops.has(String(found)));
    const { start, finish, critical, nearCritical, totalFloatDays } = columns;
    return {
      ...{ start, finish, critical, nearCritical, totalFloatDays },
      moved: Int32Array.from(moved),
      confirming,
      created: new Map([...edit.created].map(([ref, i]) => [ref, rowOf(i)])),
      ...(loop && { loop: loop.map(rowOf).filter((row) => row >= 0) }),
    };
  }
}

/** The columns of a ripple, written row by row. */
class RippleColumns {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly critical: Uint8Array;
  readonly nearCritical: Uint8Array;
  readonly totalFloatDays: Float64Array;

  constructor(size: number) {
    this.start = new Float64Array(size).fill(NaN);
    this.finish = new Float64Array(size).fill(NaN);
    this.critical = new Uint8Array(size);
    this.nearCritical = new Uint8Array(size);
    this.totalFloatDays = new Float64Array(size).fill(NaN);
  }

  /** Writes activity `i` into a row; without dates the row stays empty. */
  write(row: number, { frame }: PlanOfDates, edit: Edited, solution: Solution, i: number): void {
    if (!isDated(solution, i)) return;
    this.start[row] = Math.floor(minutesOfTicks(solution.start[i]!));
    this.finish[row] = Math.floor(minutesOfTicks(solution.finish[i]!));
    const float = Math.trunc(solution.totalFloat[i]! / TICKS_PER_MINUTE);
    this.totalFloatDays[row] = float / frame.minutesPerDay;
    this.critical[row] = solution.critical[i]!;
    const { actualFinish, launchedOn } = edit.plan.works[i]!.said;
    const isOpen = actualFinish == null && launchedOn == null;
    this.nearCritical[row] = float <= frame.nearCriticalMinutes && isOpen && solution.critical[i] === 0 ? 1 : 0;
  }
}

/** What work inherits, gathered when first asked. */
class LazySurroundings {
  private readonly plan: PlanOfDates;
  private found: Surroundings | undefined;

  constructor(plan: PlanOfDates) {
    this.plan = plan;
  }

  get(): Surroundings {
    return (this.found ??= new Surroundings(this.plan));
  }
}

/** Whether an activity has all its dates, within what a calendar can name. */
function isDated(solution: Solution, i: number): boolean {
  const start = solution.start[i]!;
  const finish = solution.finish[i]!;
  const late = solution.lateFinish[i]!;
  return start !== NONE && finish <= LAST_TICK && start <= LAST_TICK && late !== NONE && late < FAR && late <= LAST_TICK;
}
