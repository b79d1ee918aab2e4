/** What `POST /imports` answers: the effect of a file, how its columns are read, rows of it, and what was found. */

export type Severity = "error" | "warning" | "info";

/** Where a finding is; `row` counts from 1, `column` is written "C (Start date)". */
export interface Place {
  sheet?: string;
  row?: number;
  column?: string;
  value?: string;
  code?: string;
  kind?: string;
  field?: string;
}

export interface Finding {
  severity: Severity;
  code: string;
  message: string;
  hint: string;
  place: Place;
}

/** How the values of a column are read; absent where nothing is decided. */
export interface Decisions {
  dates?: "day_first" | "month_first";
  swapped?: boolean;
  yearless?: boolean;
  unit?: "h" | "d" | "w" | "mo";
  seconds?: boolean;
  percent_scale?: number;
  measure?: "fte" | "percent" | "days" | "net_days" | "hours";
  /** What the amounts of the column are of: a period, a team, an initiative. */
  of?: string;
}

export interface ColumnMap extends Decisions {
  column: string;
  heading: string;
  field: string;
  confidence: number;
  why: string;
}

export interface TableMap {
  sheet: string;
  /** Whether it is read. */
  plan: boolean;
  /** What its rows are; a plan if left out. */
  holds?: "plan" | "supply" | "people" | "demand" | "roster";
  why: string;
  header_rows: number[];
  first_row: number;
  last_row?: number;
  hierarchy?: string;
  references?: string;
  code_prefix?: string;
  columns: ColumnMap[];
}

/** How the columns of a file are read. */
export interface Mapping {
  planner_mapping: number;
  file: string;
  languages?: string[];
  tables: TableMap[];
}

export interface SampleRow {
  row: number;
  cells: string[];
}

/** Rows of the sheet of a table. */
export interface Sample {
  sheet: string;
  width: number;
  height: number;
  rows: SampleRow[];
}

export interface Move {
  code: string;
  name: string;
  kind: string;
  start_before: string;
  start_after: string;
  finish_before: string;
  finish_after: string;
  finish_days: number;
}

export interface Effect {
  moved: number;
  launches: number;
  moves: Move[];
  newly_late: { code: string; due: string; finish: string }[];
}

export type Counts = Record<string, Partial<Record<"create" | "update" | "delete", number>>>;

export interface ImportAnswer {
  file: string;
  format: string;
  changes: Counts;
  findings: Finding[];
  refused: boolean;
  /** The mapping as YAML, as the command line takes it. */
  mapping: string | null;
  /** Revision that it was read against. */
  base: number;
  tables: Mapping | null;
  samples: Sample[] | null;
  effect: Effect | null;
  revision: number | null;
}
