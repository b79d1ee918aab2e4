/** The backward pass: late dates, back from the finish of each project; and the floats they leave. */
import { COMPLETE, type Compiled, FINISH_HUB, MANUAL, OPEN, STARTED, START_HUB, WORK } from "./compiled";
import { ALAP, FINISH_ON, FNLT, FS, MFO, MSO, SF, SNLT, SS, START_ON } from "./network";
import { endBy, finishFrom, lagged, startFor } from "./placement";
import { FAR, NONE, beginAt, endAt, walk, worked } from "./worktime";

/** Writes late dates; projects give the latest finish. */
export function backward(net: Compiled): void {
  const { nodes, dates, projects } = net;
  for (let v = net.size - 1; v >= 0; v--) {
    const mode = nodes.mode[v]!;
    dates.lateWork[v] = NONE;
    if (mode === COMPLETE) {
      dates.lateStart[v] = nodes.fixedStart[v]!;
      dates.lateFinish[v] = nodes.fixedFinish[v]!;
      continue;
    }
    const bound = latestBound(net, v, projects.finish[nodes.project[v]!]!);
    if (bound >= FAR) {
      dates.lateStart[v] = FAR;
      dates.lateFinish[v] = FAR;
    } else if (mode === OPEN) {
      placeLate(net, v, bound);
    } else if (mode === MANUAL) {
      dates.lateFinish[v] = bound;
      dates.lateStart[v] = startFor(net, v, bound);
    } else {
      dates.lateFinish[v] = endBy(net, v, bound);
      dates.lateStart[v] = nodes.fixedStart[v]!;
    }
  }
}

/** Returns what a finish-to-start predecessor of a node must leave free: where the rest of started work begins. */
function resumption(net: Compiled, w: number): number {
  const { nodes, dates } = net;
  if (nodes.mode[w] !== STARTED) return dates.lateStart[w]!;
  if (nodes.kind[w] !== WORK) return dates.lateFinish[w]!;
  return walk(net.calendars[nodes.workCalendar[w]!]!, dates.earlyFinish[w]!, -nodes.remaining[w]!);
}

/** Returns the late date of a node at which a link of a kind arrives. */
function lateEnd(net: Compiled, w: number, kind: number, toSummary: number): number {
  if (kind === FS && toSummary === 0) return resumption(net, w);
  return kind === FS || kind === SS ? net.dates.lateStart[w]! : net.dates.lateFinish[w]!;
}

/** Returns the latest finish that one outgoing edge allows, FAR where it does not bind. */
function finishByEdge(net: Compiled, v: number, edge: number): number {
  const { nodes, edges, dates } = net;
  const w = edges.target[edge]!;
  const kind = edges.kind[edge]!;
  if (nodes.mode[w] === COMPLETE) return FAR;
  if ((kind === SS || kind === SF) && nodes.mode[v] !== OPEN) return FAR;
  if (kind === SS && nodes.kind[w] === START_HUB && dates.earlyStart[v] !== dates.earlyStart[w]) return FAR;
  let instant = lateEnd(net, w, kind, edges.toSummary[edge]!);
  if (instant >= FAR) return FAR;
  const lag = edges.lag[edge]!;
  if (lag !== 0) instant = lagged(net, edges.lagCalendar[edge]!, instant, -lag);
  return kind === SS || kind === SF ? finishFrom(net, v, instant) : instant;
}

/** Returns the late finish under one constraint: no-later dates cap it, must dates set it. */
function constrained(net: Compiled, v: number, kind: number, at: number, bound: number): number {
  if (kind === FNLT || kind === FINISH_ON) return Math.min(at, bound);
  if (kind === MFO) return at;
  if (net.nodes.mode[v] === STARTED) return bound;
  if (kind === SNLT || kind === START_ON) return Math.min(finishFrom(net, v, at), bound);
  return kind === MSO ? finishFrom(net, v, at) : bound;
}

function latestBound(net: Compiled, v: number, cap: number): number {
  const { nodes, edges } = net;
  let bound = cap;
  for (let position = edges.outAt[v]!; position < edges.outAt[v + 1]!; position++) {
    const instant = finishByEdge(net, v, edges.out[position]!);
    if (instant < bound) bound = instant;
  }
  const constraint = nodes.constraint[v]!;
  if (constraint > ALAP) bound = constrained(net, v, constraint, nodes.constraintAt[v]!, bound);
  const second = nodes.second[v]!;
  if (second > ALAP) bound = constrained(net, v, second, nodes.secondAt[v]!, bound);
  const deadline = nodes.deadline[v]!;
  return deadline !== NONE && deadline < bound ? deadline : bound;
}

function placeLate(net: Compiled, v: number, bound: number): void {
  const { nodes, dates } = net;
  if (nodes.kind[v] === WORK && nodes.trackAt[v] === nodes.trackEnd[v]) {
    const calendar = net.calendars[nodes.workCalendar[v]!]!;
    const done = worked(calendar, bound);
    dates.lateFinish[v] = endAt(calendar, done);
    dates.lateWork[v] = done - nodes.duration[v]!;
    dates.lateStart[v] = beginAt(calendar, dates.lateWork[v]);
  } else {
    dates.lateFinish[v] = endBy(net, v, bound);
    dates.lateStart[v] = startFor(net, v, bound);
  }
}

/** Writes the total float of every node that is no hub, in working ticks of its calendar. */
export function floats(net: Compiled): void {
  const { nodes, dates, projects } = net;
  for (let v = 0; v < net.size; v++) {
    if (nodes.kind[v]! >= FINISH_HUB) continue;
    if (nodes.mode[v] === COMPLETE || dates.earlyFinish[v]! >= FAR) dates.totalFloat[v] = 0;
    else if (dates.lateFinish[v]! >= FAR) dates.totalFloat[v] = FAR;
    else dates.totalFloat[v] = floatOf(net, v, projects.basis[nodes.project[v]!]!);
  }
}

/** Returns one float; where a constraint overrode the links, start float counts from what the links demand. */
function floatOf(net: Compiled, v: number, basis: number): number {
  const { dates, nodes } = net;
  const demand = dates.earlyDemand[v]!;
  const start = dates.earlyStart[v]!;
  if (dates.earlyWork[v] !== NONE && dates.lateWork[v] !== NONE && demand <= start) {
    return dates.lateWork[v]! - dates.earlyWork[v]!;
  }
  const calendar = net.calendars[nodes.calendarOf[v]!]!;
  const byFinish = worked(calendar, dates.lateFinish[v]!) - worked(calendar, dates.earlyFinish[v]!);
  if (nodes.mode[v] === STARTED || basis === 2) return byFinish;
  const from = Math.max(start, Math.min(demand, FAR));
  const byStart = worked(calendar, dates.lateStart[v]!) - worked(calendar, from);
  return basis === 1 ? byStart : Math.min(byStart, byFinish);
}
