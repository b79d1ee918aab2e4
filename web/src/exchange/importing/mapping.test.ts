import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ColumnMap, Mapping, Sample } from "./answer";
import { columnsOf, layoutOf, letterOf, withColumn } from "./mapping";
import { forget, recall, remember } from "./memory";

const column = (letter: string, heading: string, field: string, more: Partial<ColumnMap> = {}): ColumnMap => ({
  ...{ column: letter, heading, field, confidence: 0.8, why: "the heading" },
  ...more,
});
const sample: Sample = {
  sheet: "Plan",
  width: 3,
  height: 3,
  rows: [
    { row: 1, cells: ["Task", "Weeks", "Notes"] },
    { row: 2, cells: ["Draft", "3", ""] },
  ],
};
const mapping = (...columns: ColumnMap[]): Mapping => ({
  planner_mapping: 1,
  file: "plan.xlsx",
  tables: [{ sheet: "Plan", plan: true, why: "", header_rows: [1], first_row: 2, columns }],
});
const found = mapping(column("A", "Task", "name"), column("B", "Weeks", "duration", { unit: "w" }));

describe("columns", () => {
  it("have letters as a sheet shows them", () => {
    expect([0, 25, 26, 701, 702].map(letterOf)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });

  it("are all there, with headings, also where the mapping leaves them out", () => {
    const columns = columnsOf(found.tables[0]!, sample);
    expect(columns.map(({ column: letter, heading, field }) => [letter, heading, field])).toEqual([
      ["A", "Task", "name"],
      ["B", "Weeks", "duration"],
      ["C", "Notes", "other"],
    ]);
  });

  it("forget a decision that another field does not ask for, and keep one that it does", () => {
    const [, dated] = withColumn(found.tables[0]!.columns, "B", { field: "start" }, "chosen");
    expect(dated).toEqual({ column: "B", heading: "Weeks", field: "start", confidence: 1, why: "chosen" });
    const [, likely] = withColumn(found.tables[0]!.columns, "B", { field: "likely" }, "chosen");
    expect(likely?.unit).toBe("w");
  });

  it("make a layout of their headings", () => {
    expect(layoutOf(columnsOf(found.tables[0]!, sample))).toBe("task|weeks|notes");
    expect(layoutOf([column("A", " ", "name")])).toBeUndefined();
  });
});

describe("a corrected mapping", () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal("localStorage", {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
    });
  });

  it("is found again by the headings, wherever the columns are then", () => {
    const corrected = mapping(column("A", "Task", "name"), column("B", "Weeks", "remaining", { unit: "w" }));
    remember(corrected, [sample]);
    const later = { ...sample, width: 4, rows: [{ row: 1, cells: ["", "Task", "Weeks", "Notes"] }] };
    const again = recall(mapping(column("B", "Task", "name"), column("C", "Weeks", "duration")), [later], "as before");
    expect(again?.tables[0]?.columns[2]).toEqual(column("C", "Weeks", "remaining", { unit: "w", confidence: 1, why: "as before" }));
  });

  it("is nothing where the file is read so anyway, and after it was forgotten", () => {
    remember(found, [sample]);
    expect(recall(found, [sample], "as before")).toBeUndefined();
    const corrected = mapping(column("A", "Task", "name"), column("B", "Weeks", "likely", { unit: "w" }));
    remember(corrected, [sample]);
    forget(corrected, [sample]);
    expect(recall(found, [sample], "as before")).toBeUndefined();
  });

  it("survives a storage that holds something else", () => {
    kept.set("planner.import.mappings", "no json");
    expect(recall(found, [sample], "as before")).toBeUndefined();
  });
});
