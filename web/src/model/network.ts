/** The network a schedule is computed from, as plain values: activities, links between them, and projects. */
import { type Calendar, NONE } from "./worktime";

/** Which end of the predecessor binds which end of the successor. */
export const FS = 0;
export const SS = 1;
export const FF = 2;
export const SF = 3;
export const LINK_KINDS = ["FS", "SS", "FF", "SF"] as const;

export const ASAP = 0;
export const ALAP = 1;
export const SNET = 2;
export const SNLT = 3;
export const FNET = 4;
export const FNLT = 5;
export const MSO = 6;
export const MFO = 7;
export const START_ON = 8;
export const FINISH_ON = 9;
export const CONSTRAINTS = [
  "ASAP", "ALAP", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO", "START_ON", "FINISH_ON",
] as const;

/** Where work without duration lies: at the raw instant, or at the begin or end of working time. */
export const INSTANTS = ["RAW", "START_OF_WORK", "END_OF_WORK"] as const;
export const LAG_CALENDARS = ["SUCCESSOR", "PREDECESSOR", "PROJECT", "ALWAYS"] as const;

/** Position of the calendar that never rests. */
export const CLOCK = 1;

/** The work of one assignment: `duration` ticks on its own calendar, begun `delay` working ticks late. */
export interface Track {
  readonly calendar: number;
  readonly duration: number;
  readonly delay: number;
}

/** One line of the network; instants are ticks or NONE, durations working ticks on its calendar. */
export interface Activity {
  readonly duration: number;
  readonly calendar: number;
  readonly project: number;
  readonly parent: number;
  readonly active: boolean;
  readonly constraint: number;
  readonly constraintAt: number;
  readonly second: number;
  readonly secondAt: number;
  readonly deadline: number;
  readonly manualStart: number;
  readonly manualFinish: number;
  readonly actualStart: number;
  readonly actualFinish: number;
  /** Work left, -1 for all of the duration. */
  readonly remaining: number;
  readonly resume: number;
  readonly delay: number;
  /** Working time of the interruptions inside it. */
  readonly gap: number;
  readonly tracks: readonly Track[];
  readonly instant: number;
}

export const PLAIN: Activity = {
  duration: 0,
  calendar: 0,
  project: 0,
  parent: -1,
  active: true,
  constraint: ASAP,
  constraintAt: NONE,
  second: ASAP,
  secondAt: NONE,
  deadline: NONE,
  manualStart: NONE,
  manualFinish: NONE,
  actualStart: NONE,
  actualFinish: NONE,
  remaining: -1,
  resume: NONE,
  delay: 0,
  gap: 0,
  tracks: [],
  instant: 0,
};

/** A dependency; `lag` is ticks of working or elapsed time, or percent of the predecessor's duration. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly lag: number;
  readonly measure: "working" | "elapsed" | "percent";
  readonly lagCalendar: number;
}

/** What holds for all activities of one project; see the server's `planner.schedule.network.Project`. */
export interface Project {
  readonly start: number;
  readonly finish: number;
  readonly fromFinish: boolean;
  readonly status: number;
  readonly criticalLimit: number;
  readonly honour: boolean;
  readonly basis: number;
  readonly calendar: number;
}

export interface Network {
  readonly activities: readonly Activity[];
  readonly links: readonly Link[];
  readonly projects: readonly Project[];
  readonly calendars: readonly Calendar[];
}

export function isManual(activity: Activity): boolean {
  return activity.manualStart !== NONE && activity.manualFinish !== NONE;
}
