/** Solving a compiled network: the passes it needs, and the results brought back to the activities. */
import { backward, floats } from "./backward";
import { COMPLETE, type Compiled, FINISH_HUB, OPEN, STARTED } from "./compiled";
import { finishProjects, forward } from "./forward";
import { ALAP, type Network } from "./network";
import { FAR, NONE, worked } from "./worktime";

/** Results per activity, in ticks; NONE where there is no date. Floats are working ticks. */
export interface Solution {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  readonly totalFloat: Float64Array;
  readonly critical: Uint8Array;
}

export function passes(net: Network, compiled: Compiled): void {
  net.projects.forEach((project, i) => (compiled.projects.start[i] = project.start));
  if (net.projects.some((project) => project.fromFinish && project.finish !== NONE)) {
    forward(compiled, false);
    lateDates(net, compiled);
    startFromFinish(net, compiled);
  }
  forward(compiled, false);
  lateDates(net, compiled);
  if (compiled.nodes.constraint.includes(ALAP)) forward(compiled, true);
  floats(compiled);
}

function lateDates(net: Network, compiled: Compiled): void {
  finishProjects(compiled);
  net.projects.forEach((project, i) => {
    if (project.finish !== NONE) compiled.projects.finish[i] = project.finish;
  });
  backward(compiled);
}

/** Starts projects that are scheduled from their finish where their earliest late start lies. */
function startFromFinish(net: Network, compiled: Compiled): void {
  const { nodes, dates, projects } = compiled;
  net.projects.forEach((project, i) => {
    if (!project.fromFinish || project.finish === NONE) return;
    let start = Infinity;
    for (let v = 0; v < compiled.size; v++) {
      if (nodes.project[v] === i && nodes.mode[v] === OPEN) start = Math.min(start, dates.lateStart[v]!);
    }
    if (start < Infinity) projects.start[i] = start;
  });
}

/** Returns the results of passes that are done, those of summaries rolled up from their leaves. */
export function solutionOf(net: Network, compiled: Compiled): Solution {
  const size = net.activities.length;
  const column = (): Float64Array => new Float64Array(size).fill(NONE);
  const found: Solution = {
    start: column(),
    finish: column(),
    lateStart: column(),
    lateFinish: column(),
    totalFloat: column(),
    critical: new Uint8Array(size),
  };
  const { nodes, dates, projects } = compiled;
  for (let v = 0; v < compiled.size; v++) {
    if (nodes.kind[v]! >= FINISH_HUB) continue;
    const i = nodes.activity[v]!;
    found.start[i] = dates.earlyStart[v]!;
    found.finish[i] = dates.earlyFinish[v]!;
    found.lateStart[i] = dates.lateStart[v]!;
    found.lateFinish[i] = dates.lateFinish[v]!;
    const float = (found.totalFloat[i] = dates.totalFloat[v]!);
    const within = float <= projects.limit[nodes.project[v]!]!;
    found.critical[i] = within && nodes.mode[v] !== COMPLETE && dates.lateFinish[v]! < FAR ? 1 : 0;
  }
  if (compiled.hasSummaries) rollUp(compiled, found);
  liesLate(net, found);
  return found;
}

/** Gives work as late as possible its late dates, where its project is scheduled from its finish. */
function liesLate(net: Network, found: Solution): void {
  if (!net.projects.some((project) => project.fromFinish)) return;
  net.activities.forEach((activity, i) => {
    const late = activity.constraint === ALAP && activity.actualStart === NONE && activity.active;
    if (!late || !net.projects[activity.project]!.fromFinish) return;
    found.start[i] = found.lateStart[i]!;
    found.finish[i] = found.lateFinish[i]!;
  });
}

/** Writes the dates, floats and marks of summaries from those of their children. */
function rollUp(compiled: Compiled, found: Solution): void {
  const { parent, order, nodes, nodeOf } = compiled;
  const started = new Uint8Array(parent.length);
  for (const i of order) {
    if (found.start[i] === NONE) continue;
    if (found.totalFloat[i] === NONE) found.totalFloat[i] = summaryFloat(compiled, found, i, started[i] === 1);
    const v = nodeOf[i]!;
    if (v >= 0 && (nodes.mode[v] === STARTED || nodes.mode[v] === COMPLETE)) started[i] = 1;
    const above = parent[i]!;
    if (above < 0) continue;
    merge(found, i, above);
    if (found.critical[i] === 1) found.critical[above] = 1;
    if (started[i] === 1) started[above] = 1;
  }
}

function merge(found: Solution, i: number, above: number): void {
  const first = found.start[above] === NONE;
  found.start[above] = first ? found.start[i]! : Math.min(found.start[above]!, found.start[i]!);
  found.finish[above] = first ? found.finish[i]! : Math.max(found.finish[above]!, found.finish[i]!);
  const late = found.lateFinish[i]!;
  if (late >= FAR || late === NONE) return;
  const none = found.lateFinish[above] === NONE;
  found.lateStart[above] = none ? found.lateStart[i]! : Math.min(found.lateStart[above]!, found.lateStart[i]!);
  found.lateFinish[above] = none ? late : Math.max(found.lateFinish[above]!, late);
}

function summaryFloat(compiled: Compiled, found: Solution, i: number, started: boolean): number {
  const late = found.lateFinish[i]!;
  if (late >= FAR || late === NONE || found.finish[i]! >= FAR) return FAR;
  const calendar = compiled.calendars[compiled.calendar[i]!]!;
  const byFinish = worked(calendar, late) - worked(calendar, found.finish[i]!);
  if (started) return byFinish;
  return Math.min(worked(calendar, found.lateStart[i]!) - worked(calendar, found.start[i]!), byFinish);
}
