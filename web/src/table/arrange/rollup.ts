/** What a group comes to: first start, last finish, least float, sums of amounts. */
import type { Value } from "../data/frame";
import type { Sheet } from "../data/sheet";

/** Value by name of column. */
export type RollUp = Readonly<Record<string, Value>>;

const FIRST = ["start", "actualStart", "manualStart", "lateStart"];
const LAST = ["finish", "actualFinish", "manualFinish", "lateFinish"];
const LEAST = ["totalFloatDays", "freeFloatDays"];
const SUM = ["fte", "personDays", "headcount", "work", "hoursPerWeek", "capacity"];
const MEAN = ["percentComplete"];

/** Returns the roll-ups of some rows, for the columns that the sheet has. */
export function rolledUp(sheet: Sheet, rows: readonly number[]): RollUp {
  const found: Record<string, Value> = {};
  for (const [names, join] of [[FIRST, least], [LAST, most], [LEAST, least], [SUM, sum], [MEAN, mean]] as const) {
    for (const name of names) {
      if (sheet.column(name) === undefined) continue;
      const values = rows.map((row) => sheet.value(row, name)).filter((value) => value !== null && value !== "");
      if (values.length > 0) found[name] = join(values);
    }
  }
  return found;
}

function least(values: readonly Value[]): Value {
  return values.reduce((a, b) => ((b as number) < (a as number) ? b : a));
}

function most(values: readonly Value[]): Value {
  return values.reduce((a, b) => ((b as number) > (a as number) ? b : a));
}

function sum(values: readonly Value[]): Value {
  return values.reduce<number>((total, value) => total + Number(value), 0);
}

function mean(values: readonly Value[]): Value {
  return Number(sum(values)) / values.length;
}
