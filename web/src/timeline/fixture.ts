/** Charts for tests: a few rows said by hand, or thousands by rule. */
import { SHAPE, type Chart, type Coded } from "./chart";
import { networkOf } from "./lanes/network";
import { letteringOf } from "./paint/lettering";
import type { Scene } from "./paint/scene";
import { layoutOf, type LayoutOptions } from "./lanes/layout";
import { paletteOf } from "~/app/palette";
import { coloursOf } from "./paint/colours";
import { DAY, minutesOf } from "./time/days";

export interface Row {
  code: string;
  /** Days since 1 January 2027: first day, and the day after the last. */
  days: [number, number];
  lob?: string;
  markets?: number[];
  parent?: number;
  shape?: number;
  percent?: number;
  critical?: boolean;
  constraint?: string;
  manual?: boolean;
  begun?: boolean;
}

export const ZERO = minutesOf(2027, 1);

export function chartWith(rows: readonly Row[], pairs: readonly (readonly [number, number])[] = []): Chart {
  const none: Coded = { names: [], index: rows.map(() => -1) };
  const nan = new Float64Array(rows.length).fill(Number.NaN);
  const lobs = [...new Set(rows.flatMap(({ lob }) => lob ?? []))];
  const links = {
    ids: pairs.map((_, at) => `link${at}`),
    from: pairs.map(([from]) => from),
    to: pairs.map(([, to]) => to),
    type: pairs.map(() => "FS" as const),
    driving: pairs.map(() => 1),
    violated: pairs.map(() => 0),
  };
  return {
    ...{ revision: 1, count: rows.length, ids: rows.map(({ code }) => `id ${code}`), codes: rows.map(({ code }) => code) },
    names: rows.map(({ code }) => `Name of ${code}`),
    start: rows.map(({ days }) => ZERO + days[0] * DAY + 9 * 60),
    finish: rows.map(({ days }) => ZERO + days[1] * DAY - 7 * 60),
    percent: rows.map(({ percent }) => percent ?? 0),
    critical: rows.map(({ critical }) => Number(critical ?? false)),
    floatDays: rows.map(() => 20),
    shape: Uint8Array.from(rows, ({ shape }) => shape ?? SHAPE.bar),
    parent: rows.map(({ parent }) => parent ?? -1),
    lanes: {
      ...{ team: none, objective: none, programme: none, policyArea: none, quarter: none, owner: none, level: none, kind: none },
      status: { names: ["APPROVED"], index: rows.map(() => 0) },
      lineOfBusiness: { names: lobs, index: rows.map(({ lob }) => (lob === undefined ? -1 : lobs.indexOf(lob))) },
      market: { names: ["DE", "FR"], index: rows.map(({ markets }) => markets ?? []) },
    },
    links,
    network: networkOf(links, rows.length),
    waves: new Map(),
    ...{ deadline: nan, target: nan, obligations: [], baseline: undefined, fiscalStartMonth: 1, nearCriticalDays: 5 },
    given: {
      manual: rows.map(({ manual }) => Number(manual ?? false)),
      constraint: (row) => rows[row]!.constraint ?? "ASAP",
      constraintAt: nan,
      actualStart: rows.map(({ begun, days }) => (begun ? ZERO + days[0] * DAY : Number.NaN)),
      actualFinish: nan,
    },
  };
}

/** Returns a chart of many bars in ten lanes over three years with 1.3 links each. */
export function manyRows(count: number): Chart {
  const rows = Array.from({ length: count }, (_, at): Row => {
    const start = (at * 7919) % 1000;
    return { code: `W-${at}`, days: [start, start + 10 + ((at * 31) % 60)], lob: `Lane ${at % 10}`, critical: at % 40 === 0 };
  });
  const pairs = Array.from({ length: Math.floor(count * 1.3) }, (_, at): [number, number] => [at % count, (at * 17 + 1) % count]);
  return chartWith(rows, pairs);
}

export const OPTIONS: LayoutOptions = {
  ...{ grouping: "lineOfBusiness", density: "comfortable", packed: true, closed: new Set(), perDay: 4 },
  ...{ shown: () => true, labelRoom: () => 0, reach: (_, right) => right },
};

export function sceneOf(chart: Chart, options: Partial<LayoutOptions> = {}): Scene {
  const palette = paletteOf("light");
  const name = (value: number) => String(value);
  return {
    ...{ chart, dates: chart, saved: undefined, proposed: undefined, palette, links: "critical", selected: new Set(), chain: undefined },
    layout: layoutOf(chart, chart, { ...OPTIONS, ...options }),
    colours: coloursOf(chart, chart, "critical", palette),
    lettering: letteringOf(() => 7),
    labels: {
      ...{ year: name, month: name, week: name, day: name, dayMonth: name },
      quarter: (year, quarter) => `${year} Q${quarter}`,
    },
    ...{ selectedLink: -1, baseline: true, today: undefined, byMarket: false },
  };
}
