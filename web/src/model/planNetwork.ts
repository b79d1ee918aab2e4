/** The network of a plan: its work as activities under the calendars and projects in force, dependencies as links. */
import { deliveryActivity, initiativeActivity, launchActivity } from "./activity";
import type { Activity, Network, Track } from "./network";
import { PLAIN_LINK, type PlanOfDates } from "./networkFrame";

const UNSTAFFED: readonly Track[] = [];

/** Returns the network; deliveries from outside lie behind the work. */
export function networkOf(plan: PlanOfDates): Network {
  const context = new Surroundings(plan);
  const activities = plan.works.map((_, i) => activityOf(plan, i, context));
  return withDeliveries(plan, activities);
}

/** Returns the network of the plan with the activities of its work; deliveries are added behind them. */
export function withDeliveries(plan: PlanOfDates, works: readonly Activity[]): Network {
  const activities = works.slice();
  const links = plan.links.slice();
  for (const { to, at } of plan.deliveries) {
    links.push({ ...PLAIN_LINK, from: activities.length, to });
    activities.push(deliveryActivity(at));
  }
  return { activities, links, projects: plan.projects, calendars: plan.calendars };
}

export function activityOf(plan: PlanOfDates, i: number, context: Surroundings): Activity {
  const work = plan.works[i]!;
  if (work.launch) return launchActivity(work.said);
  const project = context.project(i);
  const place = {
    parent: work.parent,
    project,
    calendar: context.calendar(i),
    retainedLogic: plan.frame.projects[project]!.retainedLogic,
    tracks: context.isSummary(i) ? UNSTAFFED : (plan.tracks.get(i) ?? UNSTAFFED),
  };
  return initiativeActivity(work.said, place, plan.amounts, plan.calendars);
}

/** What work inherits from above: its project and the calendar in force. */
export class Surroundings {
  private readonly plan: PlanOfDates;
  private readonly summaries: Uint8Array;

  constructor(plan: PlanOfDates) {
    this.plan = plan;
    this.summaries = new Uint8Array(plan.works.length);
    for (const { parent } of plan.works) if (parent >= 0) this.summaries[parent] = 1;
  }

  isSummary(i: number): boolean {
    return this.summaries[i] === 1;
  }

  /** Returns the project of the nearest initiative upwards that is one, 0 for the portfolio. */
  project(i: number): number {
    const { roots, works } = this.plan;
    if (roots.size === 0) return 0;
    for (let at = i, steps = 0; at >= 0 && steps <= works.length; at = works[at]!.parent, steps++) {
      const project = roots.get(at);
      if (project !== undefined) return project;
    }
    return 0;
  }

  /** Returns the calendar in force: its own, else its parent's, its project's, the portfolio's. */
  calendar(i: number): number {
    const { roots, works, projects } = this.plan;
    for (let at = i, steps = 0; at >= 0 && steps <= works.length; at = works[at]!.parent, steps++) {
      const own = works[at]!.calendar;
      if (own >= 0) return own;
      const project = roots.get(at);
      if (project !== undefined) return projects[project]!.calendar;
    }
    return 0;
  }
}
