/** What colour a bar has, by what the user asks to see. */
import type { Palette } from "~/app/palette";
import { SHAPE, valueOf, type Chart, type Dates } from "../chart";

export const COLOURINGS = ["critical", "status", "kind", "lineOfBusiness", "policyArea", "programme", "team"] as const;
export type Colouring = (typeof COLOURINGS)[number];

/** What a colour of the legend stands for; `value` is a name in the data or a word of the page. */
export interface Key {
  value: string;
  fill: string;
}

export interface Colours {
  fill: (row: number) => string;
  keys: readonly Key[];
}

const STATUS_ORDER = ["IDEA", "PROPOSED", "APPROVED", "IN_PROGRESS", "DONE", "ON_HOLD", "CANCELLED"];

/** Returns the fill of each row and the legend; criticality follows the dates on screen. */
export function coloursOf(chart: Chart, dates: Dates, colouring: Colouring, palette: Palette): Colours {
  if (colouring === "critical") return criticality(chart, dates, palette);
  if (colouring === "status") return byStatus(chart, palette);
  const coded = chart.lanes[colouring];
  const order = coded.names.toSorted((a, b) => a.localeCompare(b));
  const series = palette.series;
  const fills = new Map(order.map((name, at) => [name, series[at % series.length]!]));
  return {
    fill: (row) => special(chart, row, palette) ?? fills.get(valueOf(coded, row)) ?? palette.done,
    keys: order.slice(0, 24).map((value) => ({ value, fill: fills.get(value)! })),
  };
}

function special(chart: Chart, row: number, palette: Palette): string | undefined {
  return chart.shape[row] === SHAPE.rollup ? palette.rollup : undefined;
}

function criticality(chart: Chart, dates: Dates, palette: Palette): Colours {
  const keys = ["notCritical", "nearCritical", "critical", "done"] as const;
  const fills = [palette.bar, palette.nearCritical, palette.critical, palette.done];
  const status = chart.lanes.status;
  const done = status.names.indexOf("DONE");
  return {
    fill: (row) => {
      const rollup = special(chart, row, palette);
      if (rollup !== undefined) return rollup;
      if (status.index[row] === done || chart.percent[row]! >= 100) return palette.done;
      if (dates.critical[row]) return palette.critical;
      if (chart.floatDays[row]! <= chart.nearCriticalDays) return palette.nearCritical;
      return pointFill(chart.shape[row]!, palette) ?? palette.bar;
    },
    keys: keys.map((value, at) => ({ value, fill: fills[at]! })),
  };
}

function pointFill(shape: number, palette: Palette): string | undefined {
  if (shape === SHAPE.milestone) return palette.milestone;
  return shape === SHAPE.launch ? palette.launch : undefined;
}

function byStatus(chart: Chart, palette: Palette): Colours {
  const status = chart.lanes.status;
  const by: Record<string, string> = {
    IDEA: palette.series[4]!,
    PROPOSED: palette.series[2]!,
    APPROVED: palette.series[6]!,
    IN_PROGRESS: palette.series[1]!,
    DONE: palette.done,
    ON_HOLD: palette.series[3]!,
    CANCELLED: palette.baseline,
  };
  return {
    fill: (row) => special(chart, row, palette) ?? by[valueOf(status, row)] ?? palette.bar,
    keys: STATUS_ORDER.filter((name) => status.names.includes(name)).map((value) => ({ value, fill: by[value]! })),
  };
}
