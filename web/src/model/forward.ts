/** The forward pass of the critical path method (Kelley and Walker 1959), by the rules of the server's engine. */
import { type Compiled, FINISH_HUB, OPEN, STARTED, START_HUB, WORK } from "./compiled";
import { ALAP, FF, FINISH_ON, FNET, FNLT, FS, MFO, MSO, SF, SNET, SNLT, START_ON } from "./network";
import { finishFrom, lagged, startAt, startFor } from "./placement";
import { FAR, NONE, beginAt, endAt, nextBegin, walk, worked } from "./worktime";

/** Writes early dates. With `late` what lies as late as possible takes its late dates, which must be known. */
export function forward(net: Compiled, late: boolean): void {
  const { nodes, dates } = net;
  for (let v = 0; v < net.size; v++) {
    const mode = nodes.mode[v]!;
    if (mode === OPEN) {
      let bound = openBound(net, v);
      if (late && nodes.constraint[v] === ALAP && dates.lateStart[v]! > bound) bound = dates.lateStart[v]!;
      placeEarly(net, v, bound);
    } else {
      const start = nodes.fixedStart[v]!;
      dates.earlyWork[v] = NONE;
      dates.earlyDemand[v] = start;
      dates.earlyStart[v] = start;
      dates.earlyFinish[v] = mode === STARTED ? startedFinish(net, v) : nodes.fixedFinish[v]!;
    }
  }
}

/** Returns the earliest start of a node without links: what a summary above it gives, else the project start. */
function earliest(net: Compiled, v: number): number {
  const floor = net.nodes.floor[v]!;
  return floor === NONE ? net.projects.start[net.nodes.project[v]!]! : floor;
}

/** Returns the earliest start that one incoming edge allows. */
function boundByEdge(net: Compiled, v: number, edge: number, first: number): number {
  const { edges, dates } = net;
  const source = edges.source[edge]!;
  const kind = edges.kind[edge]!;
  let instant = kind === FS || kind === FF ? dates.earlyFinish[source]! : dates.earlyStart[source]!;
  if (instant >= FAR) return FAR;
  const lag = edges.lag[edge]!;
  if (lag !== 0) instant = lagged(net, edges.lagCalendar[edge]!, instant, lag);
  if (kind === FF || kind === SF) instant = startFor(net, v, instant);
  return instant > first ? instant : first;
}

/** Returns the earliest start that all incoming edges allow, NONE without any. */
function boundByLinks(net: Compiled, v: number): number {
  const { edges, nodes } = net;
  const begin = edges.inAt[v]!;
  const end = edges.inAt[v + 1]!;
  if (begin === end) return NONE;
  const hub = nodes.kind[v]! >= FINISH_HUB;
  const first = hub ? -FAR : earliest(net, v);
  const smallest = nodes.kind[v] === START_HUB;
  let bound = NONE;
  for (let edge = begin; edge < end; edge++) {
    if (edges.toSummary[edge] === 2) continue;
    const instant = boundByEdge(net, v, edge, first);
    if (bound === NONE || (smallest ? instant < bound : instant > bound)) bound = instant;
  }
  return bound;
}

/** Returns the start bound under one constraint; `free` says that nothing else binds. */
function constrained(net: Compiled, v: number, kind: number, at: number, bound: number, free: boolean): number {
  switch (kind) {
    case SNET:
    case START_ON:
      return free ? at : Math.max(at, bound);
    case FNET:
    case FINISH_ON: {
      const start = startFor(net, v, at);
      return free ? start : Math.max(start, bound);
    }
    case MSO:
      return at;
    case MFO:
      return startFor(net, v, at);
  }
  if (net.projects.honour[net.nodes.project[v]!] === 0) return bound;
  if (kind === SNLT) return Math.min(at, bound);
  return kind === FNLT ? Math.min(startFor(net, v, at), bound) : bound;
}

function openBound(net: Compiled, v: number): number {
  const { nodes } = net;
  let bound = boundByLinks(net, v);
  const free = bound === NONE;
  if (free) bound = earliest(net, v);
  net.dates.earlyDemand[v] = bound;
  const constraint = nodes.constraint[v]!;
  if (constraint > ALAP) bound = constrained(net, v, constraint, nodes.constraintAt[v]!, bound, free);
  const second = nodes.second[v]!;
  if (second > ALAP) bound = constrained(net, v, second, nodes.secondAt[v]!, bound, false);
  // Without links nothing is demanded that a constraint could override: work may start before its project.
  if (free) net.dates.earlyDemand[v] = Math.min(net.dates.earlyDemand[v], bound);
  const status = net.projects.status[nodes.project[v]!]!;
  if (status > bound && nodes.kind[v]! < FINISH_HUB) bound = status;
  return bound + nodes.delay[v]!;
}

/** Returns the finish of a started node: its actual start plus its duration, or what remains when it resumes. */
function startedFinish(net: Compiled, v: number): number {
  const { nodes } = net;
  const resumes = Math.max(nodes.remainingFrom[v]!, net.projects.status[nodes.project[v]!]!);
  if (resumes === NONE) return finishFrom(net, v, nodes.fixedStart[v]!);
  const calendar = net.calendars[nodes.workCalendar[v]!]!;
  return walk(calendar, nextBegin(calendar, resumes), nodes.remaining[v]!);
}

function placeEarly(net: Compiled, v: number, bound: number): void {
  const { nodes, dates } = net;
  dates.earlyWork[v] = NONE;
  if (bound >= FAR) {
    dates.earlyStart[v] = FAR;
    dates.earlyFinish[v] = FAR;
  } else if (nodes.kind[v] === WORK && nodes.trackAt[v] === nodes.trackEnd[v]) {
    const position = nodes.workCalendar[v]!;
    const calendar = net.calendars[position]!;
    const done = worked(calendar, bound);
    dates.earlyStart[v] = beginAt(calendar, done);
    dates.earlyFinish[v] = endAt(calendar, done + nodes.duration[v]!);
    if (position === nodes.calendarOf[v]) dates.earlyWork[v] = done;
  } else {
    const start = startAt(net, v, bound);
    dates.earlyStart[v] = start;
    dates.earlyFinish[v] = start < FAR ? finishFrom(net, v, start) : FAR;
  }
}

/** Writes the finish of each project: the latest early finish of its own nodes, its start without any. */
export function finishProjects(net: Compiled): void {
  const { nodes, dates, projects } = net;
  projects.finish.fill(NONE);
  for (let v = 0; v < net.size; v++) {
    const finish = dates.earlyFinish[v]!;
    const project = nodes.project[v]!;
    if (nodes.kind[v]! < FINISH_HUB && finish < FAR && finish > projects.finish[project]!) {
      projects.finish[project] = finish;
    }
  }
  for (let i = 0; i < projects.finish.length; i++) {
    if (projects.finish[i] === NONE) projects.finish[i] = projects.start[i]!;
  }
}

