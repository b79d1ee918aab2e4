/** Columns of nodes from activities: what the passes need to know of each active leaf. */
import { BEGIN, COMPLETE, END, MANUAL, type NodeColumns, OPEN, RAW, STARTED, type Tracks, WORK } from "./compiled";
import { ALAP, type Activity, FNLT, type Network, SNET, isManual } from "./network";
import { NONE, walk, worked } from "./worktime";

/** The active leaves: the activity of each node, the node of each activity (-1), and which activities are summaries. */
export interface Leaves {
  readonly activity: Int32Array;
  readonly node: Int32Array;
  readonly summary: Uint8Array;
}

export function leavesOf(activities: readonly Activity[]): Leaves {
  const summary = new Uint8Array(activities.length);
  for (const activity of activities) if (activity.parent >= 0) summary[activity.parent] = 1;
  const node = new Int32Array(activities.length).fill(-1);
  const chosen: number[] = [];
  const anyOff = activities.some((activity) => !activity.active);
  for (let i = 0; i < activities.length; i++) {
    if (summary[i] === 1 || (anyOff && !isActive(activities, i))) continue;
    node[i] = chosen.length;
    chosen.push(i);
  }
  return { activity: Int32Array.from(chosen), node, summary };
}

/** Whether neither an activity nor a summary above it is switched off. */
function isActive(activities: readonly Activity[], i: number): boolean {
  for (const activity of lineOf(activities, i)) if (!activity.active) return false;
  return true;
}

/** Returns an activity and the summaries above it; a chain that bites its tail ends there. */
export function lineOf(activities: readonly Activity[], i: number): Activity[] {
  const line: Activity[] = [];
  for (let at = i; at >= 0 && line.length <= activities.length; at = activities[at]!.parent) {
    line.push(activities[at]!);
  }
  return line;
}

export function nodeColumns(size: number): NodeColumns {
  const instants = (): Float64Array => new Float64Array(size).fill(NONE);
  return {
    kind: new Uint8Array(size),
    mode: new Uint8Array(size),
    workCalendar: new Int32Array(size),
    calendarOf: new Int32Array(size),
    duration: new Float64Array(size),
    project: new Int32Array(size),
    floor: instants(),
    constraint: new Uint8Array(size),
    constraintAt: instants(),
    second: new Uint8Array(size),
    secondAt: instants(),
    deadline: instants(),
    delay: new Float64Array(size),
    remaining: new Float64Array(size),
    remainingFrom: instants(),
    fixedStart: instants(),
    fixedFinish: instants(),
    trackAt: new Int32Array(size),
    trackEnd: new Int32Array(size),
    activity: new Int32Array(size),
  };
}

/** Collects the tracks of activities with several. */
export class TrackList {
  readonly calendar: number[] = [];
  readonly duration: number[] = [];
  readonly delay: number[] = [];

  columns(): Tracks {
    return {
      calendar: Int32Array.from(this.calendar),
      duration: Float64Array.from(this.duration),
      delay: Float64Array.from(this.delay),
    };
  }
}

/** Writes what is known of activity `i` as node `v`; tracks are appended to `tracks`. */
export function writeNode(net: Network, i: number, nodes: NodeColumns, v: number, tracks: TrackList): void {
  const a = net.activities[i]!;
  nodes.activity[v] = i;
  nodes.project[v] = a.project;
  nodes.calendarOf[v] = nodes.workCalendar[v] = a.calendar;
  nodes.duration[v] = a.duration + a.gap;
  nodes.remaining[v] = a.remaining < 0 ? a.duration : a.remaining;
  nodes.deadline[v] = a.deadline;
  nodes.delay[v] = a.delay;
  writeConstraints(nodes, v, a);
  nodes.kind[v] = a.duration > 0 ? WORK : a.instant === 0 ? RAW : a.instant === 1 ? BEGIN : END;
  writeMode(nodes, v, a);
  nodes.floor[v] = NONE;
  if (a.parent >= 0) inherit(net.activities, a.parent, nodes, v);
  writeTracks(nodes, v, a, tracks);
  if (a.duration > 0 && isWorkless(net, nodes, v, tracks)) {
    nodes.duration[v] = 0;
    nodes.kind[v] = RAW;
    nodes.trackAt[v] = nodes.trackEnd[v] = 0;
  }
  settle(net, nodes, v, a);
}

/** Writes the constraints; one without the date that it needs says nothing. */
function writeConstraints(nodes: NodeColumns, v: number, a: Activity): void {
  const first = a.constraintAt !== NONE || a.constraint === ALAP;
  nodes.constraint[v] = first ? a.constraint : 0;
  nodes.constraintAt[v] = first ? a.constraintAt : NONE;
  const second = a.secondAt !== NONE || a.second === ALAP;
  nodes.second[v] = second ? a.second : 0;
  nodes.secondAt[v] = second ? a.secondAt : NONE;
}

function writeMode(nodes: NodeColumns, v: number, a: Activity): void {
  nodes.mode[v] = OPEN;
  nodes.fixedStart[v] = nodes.fixedFinish[v] = nodes.remainingFrom[v] = NONE;
  if (a.actualFinish !== NONE) {
    nodes.mode[v] = COMPLETE;
    nodes.fixedStart[v] = a.actualStart;
    nodes.fixedFinish[v] = a.actualFinish;
  } else if (isManual(a)) {
    nodes.mode[v] = MANUAL;
    nodes.fixedStart[v] = a.manualStart;
    nodes.fixedFinish[v] = a.manualFinish;
  } else if (a.actualStart !== NONE) {
    nodes.mode[v] = STARTED;
    nodes.fixedStart[v] = a.actualStart;
    nodes.remainingFrom[v] = a.resume;
  }
}

/** Hands the dates said about the summaries above down to a node: latest floor, earliest cap. */
function inherit(activities: readonly Activity[], parent: number, nodes: NodeColumns, v: number): void {
  for (const above of lineOf(activities, parent)) {
    if (isManual(above)) nodes.floor[v] = Math.max(nodes.floor[v]!, above.manualStart);
    if (above.constraint === SNET) nodes.floor[v] = Math.max(nodes.floor[v]!, above.constraintAt);
    cap(nodes, v, above.deadline);
    if (above.constraint === FNLT) cap(nodes, v, above.constraintAt);
  }
}

function cap(nodes: NodeColumns, v: number, at: number): void {
  if (at === NONE) return;
  const own = nodes.deadline[v]!;
  nodes.deadline[v] = own === NONE ? at : Math.min(own, at);
}

function writeTracks(nodes: NodeColumns, v: number, a: Activity, list: TrackList): void {
  nodes.trackAt[v] = nodes.trackEnd[v] = 0;
  const [only] = a.tracks;
  if (only === undefined) return;
  if (a.tracks.length === 1 && only.delay === 0) {
    nodes.workCalendar[v] = only.calendar;
    nodes.duration[v] = only.duration + a.gap;
    return;
  }
  nodes.workCalendar[v] = a.tracks.reduce((best, track) => (track.duration > best.duration ? track : best)).calendar;
  nodes.trackAt[v] = list.calendar.length;
  for (const track of a.tracks) {
    list.calendar.push(track.calendar);
    list.duration.push(track.duration);
    list.delay.push(track.delay);
  }
  nodes.trackEnd[v] = list.calendar.length;
}

function isWorkless(net: Network, nodes: NodeColumns, v: number, list: TrackList): boolean {
  const never = (calendar: number): boolean => !net.calendars[calendar]!.works;
  if (nodes.trackAt[v] === nodes.trackEnd[v]) return never(nodes.workCalendar[v]!);
  return list.calendar.slice(nodes.trackAt[v], nodes.trackEnd[v]).some(never);
}

/** Completes what given dates imply: the length of manual work, the start of work whose finish alone is known. */
function settle(net: Network, nodes: NodeColumns, v: number, a: Activity): void {
  const calendar = net.calendars[nodes.workCalendar[v]!]!;
  if (nodes.mode[v] === COMPLETE) {
    if (a.actualStart === NONE) nodes.fixedStart[v] = walk(calendar, a.actualFinish, -nodes.duration[v]!);
  } else if (nodes.mode[v] === MANUAL) {
    const span = worked(calendar, a.manualFinish) - worked(calendar, a.manualStart);
    nodes.duration[v] = Math.max(span, 0);
    nodes.kind[v] = span > 0 ? WORK : RAW;
  }
}
