import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Column } from "../data/columns";
import type { Value } from "../data/frame";
import { COLUMNS, ENGLISH, sheet } from "../fixture";
import { textOf } from "../entry/entry";
import { parametersOf, stateOf, type ViewState } from "../view/state";
import { filtered, occurring, type Filter } from "./filtering";
import { linesOf } from "./grouping";
import { minutesOfDuration, textKey } from "./keys";
import { clicked, sorted, type Sort } from "./sorting";

const here = sheet();
const say = (column: Column, value: Value) => textOf(column, value, ENGLISH);
const ALL = Int32Array.of(0, 1, 2, 3, 4);
const order = (...sorts: Sort[]) => [...sorted(ALL, sorts, here, say)];
const kept = (filters: Filter[], text = "") => [...filtered(here, filters, text, [COLUMNS.code, COLUMNS.name], say)];

describe("sorting", () => {
  it("puts texts in the order of people: numbers by size, accents aside, none last", () => {
    expect(order({ column: "code", down: false })).toEqual([1, 2, 0, 3, 4]);
    expect(order({ column: "name", down: false })).toEqual([0, 2, 3, 1, 4]);
    expect(order({ column: "name", down: true })).toEqual([1, 3, 2, 0, 4]);
  });

  it("takes choices in their own order and durations by length", () => {
    expect(order({ column: "status", down: false })).toEqual([1, 3, 0, 2, 4]);
    expect(order({ column: "duration", down: true })).toEqual([1, 3, 2, 0, 4]);
    expect(["90m", "2d", "1w", "1.5mo", "3ed"].map(minutesOfDuration)).toEqual([90, 960, 2400, 14400, 1440]);
  });

  it("goes by several columns", () => {
    expect(order({ column: "status", down: true }, { column: "percentComplete", down: false })).toEqual([0, 2, 1, 3, 4]);
  });

  it("keeps every row once, and those that are alike in their order", () => {
    fc.assert(
      fc.property(fc.constantFrom("code", "status", "start", "parent"), fc.boolean(), (column, down) => {
        expect(order({ column, down }).toSorted()).toEqual([...ALL]);
      }),
    );
    expect(order({ column: "parent", down: false })).toEqual([1, 2, 0, 3, 4]);
  });

  it("is chosen by clicks: up, down, none; with Shift beside the others", () => {
    const up = clicked([], "a", false);
    expect([up, clicked(up, "a", false), clicked(clicked(up, "a", false), "a", false)]).toEqual([
      [{ column: "a", down: false }],
      [{ column: "a", down: true }],
      [],
    ]);
    expect(clicked(up, "b", true)).toEqual([...up, { column: "b", down: false }]);
    expect(clicked(up, "b", false)).toEqual([{ column: "b", down: false }]);
  });
});

describe("filtering", () => {
  it("takes values, bounds and parts of texts", () => {
    expect(kept([{ column: "status", test: { by: "in", values: ["IDEA", ""] } }])).toEqual([1, 3, 4]);
    expect(kept([{ column: "markets", test: { by: "in", values: ["FR"] } }])).toEqual([1, 2]);
    expect(kept([{ column: "deadline", test: { by: "range", from: "", to: "2027-01-04" } }])).toEqual([2]);
    expect(kept([{ column: "duration", test: { by: "range", from: "1w", to: "" } }])).toEqual([1, 3]);
    expect(kept([{ column: "totalFloatDays", test: { by: "range", from: "", to: "0" } }])).toEqual([0, 1]);
    expect(kept([{ column: "name", test: { by: "has", text: "POLICY" } }])).toEqual([1]);
  });

  it("wants all filters and all words", () => {
    expect(kept([{ column: "status", test: { by: "in", values: ["IDEA"] } }], "trn")).toEqual([3]);
    expect(kept([], "pol write")).toEqual([1]);
    expect(kept([{ column: "gone", test: { by: "has", text: "x" } }])).toEqual([...ALL]);
  });

  it("tells which values occur, the most frequent first", () => {
    expect(occurring(here, COLUMNS.status, say)).toEqual([["APPROVED", 2], ["IDEA", 2], ["", 1]]);
  });
});

describe("grouping", () => {
  it("puts rows under headings in their order, with what they come to", () => {
    const { lines, groups } = linesOf(ALL, [COLUMNS.status], new Set(["Approved"]), here, say);
    expect([...lines]).toEqual([-1, 1, 3, -2, -3, 4]);
    expect(groups.map(({ label, rows, open }) => [label, rows.length, open])).toEqual([["Idea", 2, true], ["Approved", 2, false], ["", 1, true]]);
    expect(groups[0]?.rollUp).toEqual({ start: "2027-01-04", totalFloatDays: -2, percentComplete: 75 });
  });

  it("nests", () => {
    const { lines, groups } = linesOf(ALL, [COLUMNS.parent, COLUMNS.status], new Set(), here, say);
    expect(groups.map(({ key, depth }) => [key, depth])).toEqual([
      ["PRG-1", 0], ["PRG-1›Idea", 1], ["PRG-1›Approved", 1], ["–", 0], ["–›Idea", 1], ["–›Approved", 1], ["–›–", 1],
    ]);
    expect([...lines].filter((row) => row >= 0).toSorted()).toEqual([...ALL]);
  });
});

describe("the address", () => {
  const word = fc.string({ minLength: 1, maxLength: 8 });
  const name = fc.constantFrom("code", "status", "finish");
  const test = fc.oneof(
    fc.record({ by: fc.constant("in" as const), values: fc.array(fc.oneof(word, fc.constant("")), { minLength: 1, maxLength: 3 }) }),
    fc.record({ by: fc.constant("range" as const), from: word, to: word }),
    fc.record({ by: fc.constant("has" as const), text: word }),
  );
  const state: fc.Arbitrary<ViewState> = fc.record({
    kind: fc.constantFrom("INITIATIVE", "TEAM"),
    columns: fc.array(fc.oneof(fc.record({ name }), fc.record({ name, width: fc.integer({ min: 48, max: 900 }) })), { maxLength: 3 }),
    group: fc.uniqueArray(name),
    sort: fc.uniqueArray(fc.record({ column: name, down: fc.boolean() }), { selector: (sort) => sort.column }),
    filters: fc.array(fc.record({ column: name, test }), { maxLength: 3 }),
    text: fc.string(),
    closed: fc.array(word, { maxLength: 3 }),
  });

  it("says the whole state", () => {
    fc.assert(
      fc.property(state, (given) => {
        const search = new URLSearchParams(Object.entries(parametersOf(given)).filter(([, value]) => value !== ""));
        expect(stateOf(search.toString())).toEqual(given);
      }),
    );
  });

  it("is short for the state at first", () => {
    expect(Object.values(parametersOf(stateOf(""))).join("")).toBe("");
    expect(stateOf("filter=nonsense;:::&sort=,,&columns=.").filters).toEqual([]);
  });

  it("compares texts in a settled form", () => {
    expect(textKey("Ärger 7")).toBe("arger 000000007");
  });
});
