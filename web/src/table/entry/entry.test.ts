import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "../data/frame";
import { COLUMNS, ENGLISH, column } from "../fixture";
import { readCell, textOf, type Tongue } from "./entry";

const GERMAN: Tongue = { ...ENGLISH, locale: "de-DE", yes: "Ja", no: "Nein" };
const read = (name: keyof typeof COLUMNS, text: string, tongue = ENGLISH) => readCell(COLUMNS[name], text, tongue);

describe("a cell's text", () => {
  const values: [string, Parameters<typeof readCell>[0], fc.Arbitrary<Value>][] = [
    ["number", column("n", "number"), fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((n) => n + 0)],
    ["integer", column("i", "integer"), fc.integer()],
    ["boolean", column("b", "boolean"), fc.boolean()],
    ["date", column("d", "date"), fc.date({ min: new Date("1950-01-01"), max: new Date("2150-01-01"), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10))],
    ["choice", COLUMNS.status, fc.constantFrom(...COLUMNS.status.values!)],
    ["reference", COLUMNS.parent, fc.constantFrom("a", "b", "c")],
    ["references", COLUMNS.markets, fc.uniqueArray(fc.constantFrom("de", "fr"))],
    ["duration", COLUMNS.duration, fc.tuple(fc.nat(99), fc.constantFrom("h", "d", "w", "mo", "ed")).map(([n, unit]) => `${n}${unit}`)],
  ];

  it.each(values)("is read back as the value it says: %s", (_, about, value) => {
    for (const tongue of [ENGLISH, GERMAN]) {
      const check = (one: Value) => {
        expect(readCell(about, textOf(about, one, tongue), tongue)).toEqual({ value: one });
      };
      fc.assert(fc.property(value, check));
    }
  });

  it("writes numbers so that a spreadsheet of the locale reads them as such", () => {
    expect([textOf(COLUMNS.percent, 12.5, ENGLISH), textOf(COLUMNS.percent, 12.5, GERMAN)]).toEqual(["12.5", "12,5"]);
  });

  it("leaves out a time that is only the end or begin of a day", () => {
    expect(textOf(COLUMNS.deadline, "2027-01-29T23:59:00", ENGLISH)).toBe("2027-01-29");
    expect(textOf(COLUMNS.deadline, "2027-01-29T09:30:00", ENGLISH)).toBe("2027-01-29 09:30");
  });
});

describe("what is typed or pasted", () => {
  it("is a day in many forms", () => {
    for (const text of ["2027-03-04", "4.3.2027", "04.03.27", "4/3/2027", "4 Mar 2027", "4. März 2027", "March 4, 2027", "4 Mär. 2027"]) {
      expect([text, read("start", text, GERMAN)]).toEqual([text, { value: "2027-03-04" }]);
    }
    expect(read("start", "3/4/2027", { ...ENGLISH, locale: "en-US" })).toEqual({ value: "2027-03-04" });
  });

  it("is an instant with a time", () => {
    expect(read("deadline", "4 Mar 2027, 09:30")).toEqual({ value: "2027-03-04T09:30:00" });
    expect(read("deadline", "2027-03-04T17:00:00")).toEqual({ value: "2027-03-04T17:00:00" });
    expect(read("deadline", "3/4/2027 5:15 PM", { ...ENGLISH, locale: "en-US" })).toEqual({ value: "2027-03-04T17:15:00" });
    expect(read("deadline", "4.3.2027")).toEqual({ value: "2027-03-04" });
  });

  it("is no day where there is none", () => {
    for (const text of ["2027-02-29", "31.4.2027", "soon", "2027", "1/13/2027 25:00"]) {
      expect(read("start", text)).toEqual({ wrong: "day", about: { text } });
    }
  });

  it("is a number with the signs of the locale", () => {
    const number = column("n", "number");
    const said = (text: string, tongue: Tongue) => readCell(number, text, tongue);
    expect(said("1,234", ENGLISH)).toEqual({ value: 1234 });
    expect(said("1,234", GERMAN)).toEqual({ value: 1.234 });
    expect(said("1.234", GERMAN)).toEqual({ value: 1234 });
    expect(said("1.234.567,5", ENGLISH)).toEqual({ value: 1234567.5 });
    expect(said("−3", ENGLISH)).toEqual({ value: -3 });
    expect(said("12 %", ENGLISH)).toEqual({ value: 12 });
    expect(readCell(column("s", "number", { unit: "share" }), "70%", ENGLISH)).toEqual({ value: 0.7 });
    expect(said("1,2,3.4", ENGLISH)).toEqual({ wrong: "number", about: { text: "1,2,3.4" } });
  });

  it("keeps to bounds, lengths and whole numbers", () => {
    expect(read("percent", "101")).toEqual({ wrong: "between", about: { least: "0", most: "100" } });
    expect(read("code", "far-too-long")).toEqual({ wrong: "long", about: { longest: "8" } });
    expect(readCell(column("i", "integer"), "1.5", ENGLISH)).toEqual({ wrong: "integer", about: { text: "1.5" } });
  });

  it("is a choice by its name or its words", () => {
    expect(read("status", "in progress")).toEqual({ value: "IN_PROGRESS" });
    expect(read("status", "IN_PROGRESS")).toEqual({ value: "IN_PROGRESS" });
    expect(read("status", "Perhaps")).toEqual({ wrong: "choice", about: { text: "Perhaps" } });
  });

  it("refers by code, alone or in a list", () => {
    expect(read("parent", "prg-1")).toEqual({ value: "a" });
    expect(read("markets", "DE; fr,")).toEqual({ value: ["de", "fr"] });
    expect(read("markets", "DE, XX")).toEqual({ wrong: "reference", about: { text: "XX" } });
  });

  it("may be empty only where that is allowed", () => {
    expect(read("code", " ")).toEqual({ wrong: "required" });
    expect(read("name", "")).toEqual({ value: "" });
    expect(read("duration", "")).toEqual({ value: null });
    expect(read("markets", "")).toEqual({ value: [] });
  });

  it("is a duration with its unit", () => {
    expect(read("duration", "2,5 weeks")).toEqual({ value: "2.5weeks" });
    expect(read("duration", "two weeks")).toEqual({ wrong: "duration", about: { text: "two weeks" } });
  });
});
