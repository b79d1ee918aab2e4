/** The chart of a timeline frame, as the API sends it. */
import { SHAPE, type Baseline, type Chart, type Coded, type LinkType, type Obligation, type Wave } from "./chart";
import { networkOf } from "./lanes/network";
import { parseIso } from "./time/days";

type Minutes = (number | null)[];

export interface Frame {
  revision: number;
  count: number;
  fiscalYearStartMonth: number;
  nearCriticalFloatDays: number;
  ids: string[];
  codes: string[];
  names: string[];
  parent: number[];
  startMinute: number[];
  finishMinute: number[];
  totalFloatDays: number[];
  critical: boolean[];
  percent: number[];
  level: Coded;
  status: Coded;
  kind: Coded;
  quarter: Coded;
  owner: Coded;
  lineOfBusiness: Coded;
  policyArea: Coded;
  programme: Coded;
  team: Coded;
  objective: Coded;
  market: Coded;
  constraint: Coded;
  manual: boolean[];
  constraintMinute: Minutes;
  deadlineMinute: Minutes;
  targetMinute: Minutes;
  actualStartMinute: Minutes;
  actualFinishMinute: Minutes;
  baselines: { codes: string[]; names: string[]; lockedOn: string[] };
  baselineStartMinute: Minutes;
  baselineFinishMinute: Minutes;
  targets: { row: number[]; minute: number[]; market: Coded };
  links: { ids: string[]; from: number[]; to: number[]; type: LinkType[]; driving: boolean[]; violated: boolean[] };
  obligations: { codes: string[]; names: string[]; date: string[]; when: string[]; work: number[][] };
}

export function chartOf(frame: Frame): Chart {
  const links = {
    ids: frame.links.ids,
    from: Int32Array.from(frame.links.from),
    to: Int32Array.from(frame.links.to),
    type: frame.links.type,
    driving: Uint8Array.from(frame.links.driving, Number),
    violated: Uint8Array.from(frame.links.violated, Number),
  };
  return {
    revision: frame.revision,
    count: frame.count,
    ids: frame.ids,
    codes: frame.codes,
    names: frame.names,
    start: Float64Array.from(frame.startMinute),
    finish: Float64Array.from(frame.finishMinute),
    percent: Float64Array.from(frame.percent),
    critical: Uint8Array.from(frame.critical, Number),
    floatDays: Float64Array.from(frame.totalFloatDays),
    shape: shapesOf(frame),
    parent: Int32Array.from(frame.parent),
    lanes: {
      ...{ lineOfBusiness: frame.lineOfBusiness, team: frame.team, programme: frame.programme },
      ...{ objective: frame.objective, policyArea: frame.policyArea, market: frame.market, quarter: inOrder(frame.quarter), owner: frame.owner },
      ...{ status: frame.status, level: frame.level, kind: frame.kind },
    },
    links,
    network: networkOf(links, frame.count),
    deadline: minutes(frame.deadlineMinute),
    target: minutes(frame.targetMinute),
    waves: wavesOf(frame),
    obligations: obligationsOf(frame),
    given: {
      manual: Uint8Array.from(frame.manual, Number),
      constraint: (row) => frame.constraint.names[frame.constraint.index[row] as number] ?? "",
      constraintAt: minutes(frame.constraintMinute),
      actualStart: minutes(frame.actualStartMinute),
      actualFinish: minutes(frame.actualFinishMinute),
    },
    baseline: baselineOf(frame),
    fiscalStartMonth: frame.fiscalYearStartMonth,
    nearCriticalDays: frame.nearCriticalFloatDays,
  };
}

function minutes(values: Minutes): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}

/** Whatever has parts is a roll-up of them. */
function shapesOf(frame: Frame): Uint8Array {
  const names = frame.level.names;
  const shapes = Uint8Array.from({ length: frame.count }, (_, row) => {
    const level = names[frame.level.index[row] as number];
    if (level === "LAUNCH") return SHAPE.launch;
    return level === "MILESTONE" || frame.startMinute[row] === frame.finishMinute[row] ? SHAPE.milestone : SHAPE.bar;
  });
  for (const parent of frame.parent) if (parent >= 0) shapes[parent] = SHAPE.rollup;
  return shapes;
}

function inOrder(coded: Coded): Coded {
  const names = coded.names.toSorted((a, b) => a.localeCompare(b));
  const places = coded.names.map((name) => names.indexOf(name));
  return { names, index: Array.from(coded.index as ArrayLike<number>, (index) => (index < 0 ? -1 : places[index]!)) };
}

function obligationsOf({ obligations: { codes, names, date, when, work } }: Frame): Obligation[] {
  return codes.map((code, at) => ({
    ...{ code, name: names[at]!, at: parseIso(date[at]!), when: when[at]!, rows: work[at]! },
  }));
}

/** Markets of a launch with the same date of their own are one wave. */
function wavesOf({ targets: { row: rows, minute, market } }: Frame): Map<number, Wave[]> {
  const waves = new Map<number, (Wave & { markets: string[] })[]>();
  rows.forEach((row, at) => {
    const name = market.names[market.index[at] as number];
    if (name === undefined) return;
    const known = waves.get(row) ?? [];
    const same = known.find((wave) => wave.at === minute[at]!);
    if (same === undefined) waves.set(row, [...known, { at: minute[at]!, markets: [name] }]);
    else same.markets.push(name);
  });
  for (const known of waves.values()) {
    known.sort((a, b) => a.at - b.at);
    for (const wave of known) wave.markets.sort((a, b) => a.localeCompare(b));
  }
  return waves;
}

function baselineOf({ baselines, baselineStartMinute, baselineFinishMinute }: Frame): Baseline | undefined {
  const code = baselines.codes[0];
  if (code === undefined) return undefined;
  return {
    ...{ code, name: baselines.names[0]!, lockedOn: baselines.lockedOn[0]! },
    ...{ start: minutes(baselineStartMinute), finish: minutes(baselineFinishMinute) },
  };
}
