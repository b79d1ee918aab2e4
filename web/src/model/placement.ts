/** Where a node lies when one of its ends is given: starts from bounds, finishes from starts, and back. */
import { BEGIN, type Compiled, END, WORK } from "./compiled";
import { FAR, nextBegin, previousEnd, walk } from "./worktime";

/** Returns the start of a node that may start at `bound`: the next working instant of its earliest track. */
export function startAt(net: Compiled, v: number, bound: number): number {
  const { nodes, tracks, calendars } = net;
  const kind = nodes.kind[v];
  const own = calendars[nodes.workCalendar[v]!]!;
  if (kind !== WORK) {
    if (kind === BEGIN) return nextBegin(own, bound);
    return kind === END ? previousEnd(own, bound) : bound;
  }
  if (nodes.trackAt[v] === nodes.trackEnd[v]) return nextBegin(own, bound);
  let start = FAR;
  for (let i = nodes.trackAt[v]!; i < nodes.trackEnd[v]!; i++) {
    const calendar = calendars[tracks.calendar[i]!]!;
    start = Math.min(start, nextBegin(calendar, walk(calendar, bound, tracks.delay[i]!)));
  }
  return start;
}

/** Returns the finish of a node that starts at `start`: the end of its last track. */
export function finishFrom(net: Compiled, v: number, start: number): number {
  const { nodes, tracks, calendars } = net;
  if (nodes.kind[v] !== WORK) return start;
  if (nodes.trackAt[v] === nodes.trackEnd[v]) {
    return walk(calendars[nodes.workCalendar[v]!]!, start, nodes.duration[v]!);
  }
  let finish = -FAR;
  for (let i = nodes.trackAt[v]!; i < nodes.trackEnd[v]!; i++) {
    const length = tracks.delay[i]! + tracks.duration[i]!;
    finish = Math.max(finish, walk(calendars[tracks.calendar[i]!]!, start, length));
  }
  return finish;
}

/** Returns the latest start with which a node is finished at `finish`. */
export function startFor(net: Compiled, v: number, finish: number): number {
  const { nodes, tracks, calendars } = net;
  if (nodes.kind[v] !== WORK) return finish;
  if (nodes.trackAt[v] === nodes.trackEnd[v]) {
    return walk(calendars[nodes.workCalendar[v]!]!, finish, -nodes.duration[v]!);
  }
  let start = FAR;
  for (let i = nodes.trackAt[v]!; i < nodes.trackEnd[v]!; i++) {
    const length = tracks.delay[i]! + tracks.duration[i]!;
    start = Math.min(start, walk(calendars[tracks.calendar[i]!]!, finish, -length));
  }
  return start;
}

/** Returns the latest instant at or before `bound` at which a node can finish: the end of a working period. */
export function endBy(net: Compiled, v: number, bound: number): number {
  const { nodes, tracks, calendars } = net;
  if (nodes.kind[v] !== WORK) return bound;
  if (nodes.trackAt[v] === nodes.trackEnd[v]) return previousEnd(calendars[nodes.workCalendar[v]!]!, bound);
  let end = -FAR;
  for (let i = nodes.trackAt[v]!; i < nodes.trackEnd[v]!; i++) {
    end = Math.max(end, previousEnd(calendars[tracks.calendar[i]!]!, bound));
  }
  return end;
}

/** Returns `instant` plus a lag, by the clock where `calendar` is -1. */
export function lagged(net: Compiled, calendar: number, instant: number, lag: number): number {
  if (lag === 0) return instant;
  return calendar < 0 ? instant + lag : walk(net.calendars[calendar]!, instant, lag);
}
