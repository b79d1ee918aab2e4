/** The chart with a draft on top: drafted values at once, drafted dates as the page computes them. */
import { DELETED, type Overlay } from "~/editing/draft";
import type { Chart, ChartLinks, Coded, Dates, LinkType } from "./chart";
import { networkOf } from "./lanes/network";
import { parseIso } from "./time/days";

/** Returns the chart as the draft would have it; the same chart where there is no draft. */
export function draftedChart(chart: Chart, overlay: Overlay, dates: Dates): Chart {
  if (overlay.size === 0) return chart;
  const values = chart.ids.map((id) => overlay.get(id));
  const text = (field: string, given: readonly string[]) =>
    given.map((value, row) => (typeof values[row]?.[field] === "string" ? values[row][field] : value));
  const time = (field: string, given: ArrayLike<number>) =>
    Float64Array.from(given, (value, row) => drafted(values[row]?.[field], value));
  const coded = (field: string, given: Coded) => recoded(given, values, field);
  const links = draftedLinks(chart, overlay);
  const { given, lanes } = chart;
  return {
    ...chart,
    ...{ start: dates.start, finish: dates.finish, critical: dates.critical, links },
    floatDays: dates.totalFloatDays ?? chart.floatDays,
    ...{ codes: text("code", chart.codes), names: text("name", chart.names) },
    network: links === chart.links ? chart.network : networkOf(links, chart.count),
    percent: Float64Array.from(chart.percent, (value, row) => Number(values[row]?.["percentComplete"] ?? value)),
    deadline: time("deadline", chart.deadline),
    target: time("targetDate", chart.target),
    given: {
      manual: Uint8Array.from(given.manual, (value, row) => manual(values[row], value)),
      constraint: (row) => wordOf(values[row]?.["constraint"]) ?? given.constraint(row),
      constraintAt: time("constraintDate", given.constraintAt),
      actualStart: time("actualStart", given.actualStart),
      actualFinish: time("actualFinish", given.actualFinish),
    },
    lanes: {
      ...lanes,
      ...{ lineOfBusiness: coded("lineOfBusiness", lanes.lineOfBusiness), owner: coded("owner", lanes.owner) },
      ...{ policyArea: coded("policyArea", lanes.policyArea), status: coded("status", lanes.status) },
      kind: coded("kind", lanes.kind),
    },
  };
}

type Values = Readonly<Record<string, unknown>> | undefined;

function drafted(value: unknown, given: number): number {
  if (value === undefined) return given;
  return typeof value === "string" ? parseIso(value) : Number.NaN;
}

function wordOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function manual(values: Values, given: number): number {
  const start = values?.["manualStart"];
  return start === undefined ? given : Number(start !== null);
}

function recoded(coded: Coded, values: readonly Values[], field: string): Coded {
  if (!values.some((value) => typeof value?.[field] === "string")) return coded;
  const names = [...coded.names];
  const index = Array.from(coded.index, (given, row) => {
    const name = values[row]?.[field];
    if (typeof name !== "string") return given;
    if (name === "") return -1;
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  });
  return { names, index };
}

/** Links that the draft deletes go, those that it makes come; whether a new one sets dates is not known yet. */
function draftedLinks(chart: Chart, overlay: Overlay): ChartLinks {
  const rows = new Map(chart.ids.map((id, row) => [id, row]));
  const made = [...overlay].flatMap(([id, values]) => {
    const [from, to] = [rows.get(String(values["predecessor"])), rows.get(String(values["successor"]))];
    return id.startsWith("ref:") && from !== undefined && to !== undefined ? [{ id, from, to, values }] : [];
  });
  const { links } = chart;
  const kept = links.ids.flatMap((id, at) => (overlay.get(id)?.[DELETED] === true ? [] : [at]));
  if (made.length === 0 && kept.length === links.ids.length) return links;
  return {
    ids: [...kept.map((at) => links.ids[at]!), ...made.map(({ id }) => id)],
    from: [...kept.map((at) => links.from[at]!), ...made.map(({ from }) => from)],
    to: [...kept.map((at) => links.to[at]!), ...made.map(({ to }) => to)],
    type: [...kept.map((at) => links.type[at]!), ...made.map(({ values }) => (values["type"] ?? "FS") as LinkType)],
    driving: [...kept.map((at) => links.driving[at]!), ...made.map(() => 0)],
    violated: [...kept.map((at) => links.violated[at]!), ...made.map(() => 0)],
  };
}
