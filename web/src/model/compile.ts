/** Compiling a network: leaves and hubs as nodes in topological order, links as edges grouped both ways. */
import { type Compiled, type EdgeColumns, type NodeColumns, type ProjectColumns, datesFor } from "./compiled";
import { type Expanded, expand } from "./expansion";
import { type Leaves, TrackList, leavesOf, nodeColumns, writeNode } from "./leaves";
import type { Activity, Network, Project } from "./network";
import { components, grouped, loopsOf, sorted } from "./ordering";

/** Returns the columns of a network; what lies on a loop keeps its dates without the links inside the loop. */
export function compile(net: Network): Compiled {
  const leaves = leavesOf(net.activities);
  let rows = expand(net, leaves);
  const size = leaves.activity.length + rows.hubKind.length;
  let ready = sorted(rows.target, grouped(rows.source, size), size);
  let loops: Int32Array[] = [];
  if (ready.length < size) {
    const bySource = grouped(rows.source, size);
    const component = components(rows.target, bySource, size);
    const owner = [...leaves.activity, ...rows.hubSummary];
    loops = loopsOf(rows.target, bySource, component).map((loop) => Int32Array.from(loop, (v) => owner[v]!));
    rows = withoutLoops(rows, component);
    ready = sorted(rows.target, grouped(rows.source, size), size);
  }
  const rank = new Int32Array(size);
  ready.forEach((v, position) => (rank[v] = position));
  const tracks = new TrackList();
  const nodes = nodesOf(net, leaves, rows, rank, size, tracks);
  return {
    size,
    nodes,
    edges: edgesOf(rows, rank, size),
    tracks: tracks.columns(),
    projects: projectsOf(net.projects),
    calendars: net.calendars,
    dates: datesFor(size),
    nodeOf: leaves.node.map((v) => (v < 0 ? -1 : rank[v]!)),
    loops,
    parent: new Int32Array(net.activities.map((activity) => activity.parent)),
    calendar: new Int32Array(net.activities.map((activity) => activity.calendar)),
    order: childrenFirst(net.activities),
    hasSummaries: leaves.summary.includes(1),
  };
}

function withoutLoops(rows: Expanded, component: Int32Array): Expanded {
  const kept = (_: number, i: number): boolean => {
    const own = component[rows.source[i]!]!;
    return own < 0 || own !== component[rows.target[i]!];
  };
  return {
    source: rows.source.filter(kept),
    target: rows.target.filter(kept),
    kind: rows.kind.filter(kept),
    lag: rows.lag.filter(kept),
    lagCalendar: rows.lagCalendar.filter(kept),
    toSummary: rows.toSummary.filter(kept),
    hubKind: rows.hubKind,
    hubSummary: rows.hubSummary,
  };
}

function nodesOf(
  net: Network, leaves: Leaves, rows: Expanded, rank: Int32Array, size: number, tracks: TrackList,
): NodeColumns {
  const nodes = nodeColumns(size);
  leaves.activity.forEach((activity, v) => writeNode(net, activity, nodes, rank[v]!, tracks));
  rows.hubSummary.forEach((summary, k) => {
    const v = rank[leaves.activity.length + k]!;
    nodes.kind[v] = rows.hubKind[k]!;
    nodes.activity[v] = summary;
    nodes.project[v] = net.activities[summary]!.project;
  });
  return nodes;
}

function edgesOf(rows: Expanded, rank: Int32Array, size: number): EdgeColumns {
  const count = rows.target.length;
  const placed = new Int32Array(count);
  for (let i = 0; i < count; i++) placed[i] = rank[rows.target[i]!]!;
  const { at, list } = grouped(placed, size);
  const columns = {
    source: new Int32Array(count),
    target: new Int32Array(count),
    kind: new Uint8Array(count),
    lag: new Float64Array(count),
    lagCalendar: new Int32Array(count),
    toSummary: new Uint8Array(count),
  };
  for (let edge = 0; edge < count; edge++) {
    const i = list[edge]!;
    columns.source[edge] = rank[rows.source[i]!]!;
    columns.target[edge] = placed[i]!;
    columns.kind[edge] = rows.kind[i]!;
    columns.lag[edge] = rows.lag[i]!;
    columns.lagCalendar[edge] = rows.lagCalendar[i]!;
    columns.toSummary[edge] = rows.toSummary[i]!;
  }
  const bySource = grouped(columns.source, size);
  return { ...columns, inAt: at, outAt: bySource.at, out: bySource.list };
}

function projectsOf(projects: readonly Project[]): ProjectColumns {
  return {
    start: Float64Array.from(projects, (project) => project.start),
    finish: Float64Array.from(projects, (project) => project.finish),
    status: Float64Array.from(projects, (project) => project.status),
    limit: Float64Array.from(projects, (project) => project.criticalLimit),
    honour: Uint8Array.from(projects, (project) => Number(project.honour)),
    basis: Uint8Array.from(projects, (project) => project.basis),
  };
}

/** Returns all activities, deeper ones first. */
function childrenFirst(activities: readonly Activity[]): Int32Array {
  const depth = new Int32Array(activities.length).fill(-1);
  const known = (i: number): number => {
    const line: number[] = [];
    let at = i;
    while (at >= 0 && depth[at]! < 0 && line.length <= activities.length) {
      line.push(at);
      at = activities[at]!.parent;
    }
    let found = at < 0 ? -1 : Math.max(depth[at]!, 0);
    for (const position of line.reverse()) depth[position] = ++found;
    return depth[i]!;
  };
  let deepest = 0;
  for (let i = 0; i < activities.length; i++) deepest = Math.max(deepest, known(i));
  return grouped(depth.map((value) => deepest - value), deepest + 1).list;
}
