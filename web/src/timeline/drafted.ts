/** The chart with a draft on top: drafted values and dates as the page has them for all views, and what only the
 * timeline needs. Work that the draft creates has rows after all others. */
import type { Overlay } from "~/editing/draft";
import type { Portfolio } from "~/model/portfolio";
import { SHAPE, type Chart, type Coded } from "./chart";
import { networkOf } from "./lanes/network";
import { parseIso } from "./time/days";

type Values = Readonly<Record<string, unknown>> | undefined;

/** Returns the chart as the draft would have it; `drafted` has the rows of the chart, then those that it creates. */
export function draftedChart(chart: Chart, drafted: Portfolio, overlay: Overlay): Chart {
  const values = drafted.ids.map((id): Values => overlay.get(id));
  const size = drafted.count;
  const time = (field: string, given: ArrayLike<number>) =>
    Float64Array.from({ length: size }, (_, row) => timeOf(values[row]?.[field], given[row] ?? Number.NaN));
  const { given, lanes } = chart;
  const shape = shapesOf(chart, drafted, values);
  const lane = (name: "lineOfBusiness" | "owner" | "policyArea" | "programme" | "team") =>
    inheriting(drafted.lanes[name], drafted.parent, chart.count);
  return {
    ...chart,
    ...{ count: size, ids: drafted.ids, codes: drafted.codes, names: drafted.names, parent: drafted.parent, shape },
    ...{ start: drafted.start, finish: drafted.finish, critical: drafted.critical, floatDays: drafted.totalFloatDays },
    percent: drafted.percent,
    links: drafted.links,
    network: networkOf(drafted.links, size),
    deadline: time("deadline", chart.deadline),
    target: time("targetDate", chart.target),
    given: {
      manual: Uint8Array.from({ length: size }, (_, row) => manualOf(values[row], given.manual[row] ?? 0)),
      constraint: (row) => wordOf(values[row]?.["constraint"]) ?? (row < chart.count ? given.constraint(row) : constraintOf(shape, row)),
      constraintAt: time("constraintDate", given.constraintAt),
      actualStart: time("actualStart", given.actualStart),
      actualFinish: time("actualFinish", given.actualFinish),
    },
    lanes: {
      ...{ lineOfBusiness: lane("lineOfBusiness"), owner: lane("owner"), policyArea: lane("policyArea") },
      ...{ programme: lane("programme"), team: lane("team"), objective: drafted.lanes.objective, market: drafted.lanes.market },
      ...{ status: proposed(drafted.lanes.status, chart.count), level: drafted.lanes.level, kind: drafted.lanes.kind },
      quarter: stretched(lanes.quarter, size),
    },
  };
}

function timeOf(value: unknown, given: number): number {
  if (value === undefined) return given;
  return typeof value === "string" ? parseIso(value) : Number.NaN;
}

function wordOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function constraintOf(shape: Uint8Array, row: number): string {
  return shape[row] === SHAPE.launch ? "" : "ASAP";
}

function manualOf(values: Values, given: number): number {
  const start = values?.["manualStart"];
  return start === undefined ? given : Number(start !== null);
}

/** New work is a bar until it has parts, unless it takes no time. */
function shapesOf(chart: Chart, { count, parent, lanes, start, finish }: Portfolio, values: readonly Values[]): Uint8Array {
  const level = (row: number) => lanes.level.names[(lanes.level.index as Int32Array)[row]!];
  const shapes = Uint8Array.from({ length: count }, (_, row) => {
    if (row < chart.count && values[row]?.["level"] === undefined) return chart.shape[row]!;
    if (level(row) === "LAUNCH") return SHAPE.launch;
    return level(row) === "MILESTONE" || start[row] === finish[row] ? SHAPE.milestone : SHAPE.bar;
  });
  for (const above of parent) if (above >= 0) shapes[above] = SHAPE.rollup;
  return shapes;
}

/** New work lies in the lane of what it is part of, unless it says another. */
function inheriting(coded: Coded, parent: ArrayLike<number>, first: number): Coded {
  const index = Array.from(coded.index as ArrayLike<number>);
  for (let row = first; row < index.length; row += 1) {
    for (let above = parent[row]!; index[row]! < 0 && above >= 0; above = parent[above]!) index[row] = index[above]!;
  }
  return { names: coded.names, index };
}

/** New work is proposed, unless it says something else. */
function proposed({ names, index }: Coded, first: number): Coded {
  const known = names.indexOf("PROPOSED");
  const at = known < 0 ? names.length : known;
  const filled = Array.from(index as ArrayLike<number>, (status, row) => (row >= first && status < 0 ? at : status));
  return { names: known < 0 ? [...names, "PROPOSED"] : names, index: filled };
}

function stretched({ names, index }: Coded, size: number): Coded {
  return { names, index: Array.from({ length: size }, (_, row) => index[row] ?? -1) };
}
