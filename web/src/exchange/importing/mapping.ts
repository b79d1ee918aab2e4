/** Editing how columns are read, and remembering it for the next file with the same headings. */
import type { ColumnMap, Decisions, Mapping, Sample, TableMap } from "./answer";

/** Fields in the order in which they are offered, by what they are about. */
export const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ["what", ["name", "code", "wbs", "outline_level", "parent", "level", "description", "external_id", "milestone"]],
  ["who", ["owner", "team", "person", "line_of_business", "site", "workforce", "skill", "fte", "effort", "amount", "profile", "focus_factor", "reserve", "leave_days", "unplanned_absence", "attrition", "wellbeing_hours", "sensitive_limit"]],
  ["where", ["policy_area", "objective", "kind", "region", "market", "tags"]],
  ["state", ["status", "stage", "priority", "percent"]],
  ["when", ["start", "finish", "actual_start", "actual_finish", "deadline", "quarter", "period", "constraint_type", "constraint_date", "calendar"]],
  ["long", ["duration", "optimistic", "likely", "pessimistic", "remaining"]],
  ["training", ["learner", "role", "language", "joined", "left", "course", "course_version", "completion", "passed_on", "expires_on", "score", "score_before", "proficiency"]],
  ["links", ["predecessors", "successors", "link_type", "lag"]],
];
export const LEFT_ALONE = "other";
export const HIERARCHIES = ["none", "parent", "outline_level", "wbs", "indent", "staircase", "group"] as const;
export const HOLDS = ["plan", "supply", "people", "demand", "roster"] as const;
export const REFERENCES = ["code", "wbs", "external_id", "ordinal", "sheet_row", "name"] as const;

const DATES = new Set(["start", "finish", "actual_start", "actual_finish", "deadline", "constraint_date", "joined", "left", "passed_on", "expires_on"]);
const DURATIONS = new Set(["duration", "optimistic", "likely", "pessimistic", "remaining", "effort", "lag"]);

const SHARES = new Set(["percent", "focus_factor", "reserve", "unplanned_absence", "attrition", "sensitive_limit"]);

/** Which decision a field asks for. */
export function decisionOf(field: string): "dates" | "unit" | "percent_scale" | "measure" | undefined {
  if (DATES.has(field)) return "dates";
  if (DURATIONS.has(field)) return "unit";
  if (field === "amount") return "measure";
  return SHARES.has(field) ? "percent_scale" : undefined;
}

/** Returns the letters of a column counted from 0: 0 is A, 26 is AA. */
export function letterOf(column: number): string {
  const rest = column % 26;
  const before = column < 26 ? "" : letterOf(Math.floor(column / 26) - 1);
  return before + String.fromCharCode(65 + rest);
}

/** Returns every column of a table from the left, with those that the mapping does not name left alone. */
export function columnsOf(table: TableMap, sample: Sample): ColumnMap[] {
  const named = new Map(table.columns.map((column) => [column.column, column]));
  const headings = headingsOf(table, sample);
  return Array.from({ length: sample.width }, (_, index) => {
    const column = letterOf(index);
    return named.get(column) ?? { column, heading: headings[index] ?? "", field: LEFT_ALONE, confidence: 1, why: "" };
  });
}

function headingsOf(table: TableMap, sample: Sample): string[] {
  const rows = table.header_rows.flatMap((row) => sample.rows.filter((each) => each.row === row));
  return Array.from({ length: sample.width }, (_, index) => rows.map(({ cells }) => cells[index] ?? "").findLast(Boolean) ?? "");
}

/** Returns the mapping with one table changed. */
export function withTable(mapping: Mapping, index: number, change: Partial<TableMap>): Mapping {
  return { ...mapping, tables: mapping.tables.map((table, at) => (at === index ? { ...table, ...change } : table)) };
}

/** Returns the columns with one changed: another field forgets what was decided for the one before. */
export function withColumn(columns: readonly ColumnMap[], letter: string, change: Decisions & { field?: string }, why: string): ColumnMap[] {
  return columns.map((each) => {
    if (each.column !== letter) return each;
    const { column, heading, field } = each;
    const other = change.field !== undefined && decisionOf(change.field) !== decisionOf(field);
    return given({ ...(other ? { column, heading, field } : each), ...change, confidence: 1, why });
  });
}

function given(column: ColumnMap): ColumnMap {
  return Object.fromEntries(Object.entries(column).filter(([, value]) => value !== undefined)) as unknown as ColumnMap;
}

/** What is remembered of a table: everything but where it lies. */
export type Remembered = Pick<TableMap, "plan" | "holds" | "hierarchy" | "references" | "columns">;

/** Returns the key of a table's layout: its headings in order, wherever they are; undefined without headings. */
export function layoutOf(columns: readonly ColumnMap[]): string | undefined {
  const headings = columns.map(({ heading }) => heading.trim().toLowerCase()).filter(Boolean);
  return headings.length > 0 ? headings.join("|") : undefined;
}

/** Returns the columns as they were read before, found by heading. */
export function recalled(columns: readonly ColumnMap[], before: readonly ColumnMap[], why: string): ColumnMap[] {
  const left = [...before];
  return columns.map((column) => {
    const at = left.findIndex(({ heading }) => heading !== "" && heading === column.heading);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (found === undefined || sameReading(found, column)) return column;
    return { ...found, column: column.column, confidence: 1, why };
  });
}

/** Whether two columns are read alike, whatever told so. */
export function sameReading(one: ColumnMap, other: ColumnMap): boolean {
  const reading = ({ field, dates, swapped, yearless, unit, seconds, percent_scale, measure, of }: ColumnMap) =>
    JSON.stringify([field, dates, swapped, yearless, unit, seconds, percent_scale, measure, of]);
  return reading(one) === reading(other);
}
