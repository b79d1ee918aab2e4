/** The heat map as rows and cells, from the server's frame. */

/** How a cell is drawn; `none`: nobody is asked. */
export type Heat = "none" | "light" | "fair" | "full" | "over";

export type PeriodLength = "WEEK" | "MONTH" | "QUARTER";
export const LENGTHS: readonly PeriodLength[] = ["WEEK", "MONTH", "QUARTER"];

export interface CapacityFrame {
  labels: string[];
  first: string[];
  last: string[];
  codes: string[];
  names: string[];
  linesOfBusiness: string[];
  sites: string[];
  workforces: string[];
  skills: string[];
  supply: number[][];
  demand: number[][];
  percent: (number | null)[][];
  gap: number[][];
}

export interface HeatRow {
  /** Row of the frame. */
  row: number;
  code: string;
  name: string;
  /** Empty for the team as a whole. */
  skill: string;
  about: string;
  cells: HeatCell[];
}

export interface HeatCell {
  supply: number;
  demand: number;
  /** Null where somebody is asked of nobody. */
  percent: number | null;
  heat: Heat;
}

export interface Wanted {
  text: string;
  /** Only teams with a period in which more is asked than there is. */
  overloadedOnly: boolean;
}

/** Planned up to this share of net capacity, there is room for what nobody foresaw. */
const FAIR = 70;
const FULL = 85;

/** Returns the rows to show: teams, each followed by its skills. */
export function rowsOf(frame: CapacityFrame, { text, overloadedOnly }: Wanted): HeatRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = frame.codes.map((code, row) => rowOf(frame, row, code));
  const overloaded = new Set(rows.filter(({ cells }) => cells.some(({ heat }) => heat === "over")).map(({ code }) => code));
  return rows.filter(({ code, name, skill, about }) => {
    const said = `${code} ${name} ${skill} ${about}`.toLowerCase();
    return words.every((word) => said.includes(word)) && (!overloadedOnly || overloaded.has(code));
  });
}

/** Returns how a cell is drawn. */
export function heatOf(supply: number, demand: number, percent: number | null): Heat {
  if (demand <= 0) return "none";
  if (percent === null || supply <= 0 || Math.round(percent) > 100) return "over";
  if (percent > FULL) return "full";
  return percent > FAIR ? "fair" : "light";
}

/** Returns the sums of whole teams over all periods' cells: what the last line of the table says. */
export function totalsOf(rows: readonly HeatRow[]): HeatCell[] {
  const teams = rows.filter(({ skill }) => skill === "");
  return (teams[0]?.cells ?? []).map((_, period) => {
    const supply = sum(teams, ({ cells }) => cells[period]?.supply ?? 0);
    const demand = sum(teams, ({ cells }) => cells[period]?.demand ?? 0);
    const percent = supply > 0 ? (demand / supply) * 100 : demand > 0 ? null : 0;
    return { supply, demand, percent, heat: heatOf(supply, demand, percent) };
  });
}

function rowOf(frame: CapacityFrame, row: number, code: string): HeatRow {
  const cells = frame.labels.map((_, period): HeatCell => {
    const supply = frame.supply[row]?.[period] ?? 0;
    const demand = frame.demand[row]?.[period] ?? 0;
    const percent = frame.percent[row]?.[period] ?? null;
    return { supply, demand, percent, heat: heatOf(supply, demand, percent) };
  });
  const about = [frame.linesOfBusiness[row], frame.sites[row]].filter(Boolean).join(" · ");
  return { row, code, name: frame.names[row] ?? "", skill: frame.skills[row] ?? "", about, cells };
}

function sum(rows: readonly HeatRow[], value: (row: HeatRow) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}
