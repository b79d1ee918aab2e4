/** Which rows are shown. */
import { SHAPE, isPoint, valueOf, type Chart, type Dates } from "../chart";
import type { Settings } from "./settings";

type Asked = Pick<Settings, "text" | "status" | "criticalOnly" | "level">;

/** Returns a test of rows: all words occur in code, name, owner or lanes; status, criticality and level as asked. */
export function shownBy(chart: Chart, dates: Dates, asked: Asked): (row: number) => boolean {
  const words = asked.text.toLowerCase().split(/\s+/).filter(Boolean);
  const statuses = new Set(asked.status === "" ? [] : asked.status.split("~"));
  return (row) => {
    if (Number.isNaN(dates.start[row]!)) return false;
    if (asked.criticalOnly && !dates.critical[row]) return false;
    if (statuses.size > 0 && !statuses.has(valueOf(chart.lanes.status, row))) return false;
    return hasLevel(chart, row, asked.level) && hasWords(chart, row, words);
  };
}

function hasLevel(chart: Chart, row: number, level: Settings["level"]): boolean {
  const shape = chart.shape[row]!;
  if (level === "all") return true;
  if (level === "programmes") return shape === SHAPE.rollup;
  return level === "milestones" ? isPoint(shape) : shape !== SHAPE.rollup;
}

function hasWords(chart: Chart, row: number, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { owner, team, lineOfBusiness, policyArea } = chart.lanes;
  const places = [owner, team, lineOfBusiness, policyArea].map((coded) => valueOf(coded, row));
  const text = [chart.codes[row], chart.names[row], ...places].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
