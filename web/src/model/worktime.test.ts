import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountOf } from "./durations";
import { civil, dayNumber, dayOf, minutesOf, minutesOfTicks, ticksOf } from "./instants";
import { beginAt, calendarOf, endAt, nextBegin, previousEnd, shapeOf, walk, worked } from "./worktime";

const shapes = [shapeOf([480, 720, 780, 1020]), shapeOf([]), shapeOf([0, 360, 1320, 1440]), shapeOf([480, 720])];
const monday = 739_986; // 2027-01-04
const calendars = [
  calendarOf({ firstDay: 1, days: 0, week: [0, 0, 0, 0, 0, 1, 1], other: [], otherShape: [] }, shapes),
  calendarOf({ firstDay: monday, days: 28, week: [0, 2, 0, 1, 3, 1, 1], other: [2, 9, 12], otherShape: [1, 3, 0] }, shapes),
];
const instants = fc.integer({ min: (monday - 60) * 14_400, max: (monday + 90) * 14_400 });
const chosen = fc.constantFrom(...calendars);
const at = (text: string): number => ticksOf(minutesOf(text));

describe("working time", () => {
  it("goes on after the weekend", () => {
    expect(walk(calendars[0]!, at("2027-01-15T12:00"), 5 * 600)).toBe(at("2027-01-18T09:00"));
    expect(walk(calendars[0]!, at("2027-01-18T09:00"), -5 * 600)).toBe(at("2027-01-15T13:00"));
  });

  it("is found again at its coordinate, before and after a break", () => {
    fc.assert(
      fc.property(chosen, instants, (calendar, instant) => {
        const coordinate = worked(calendar, instant);
        expect(worked(calendar, beginAt(calendar, coordinate))).toBe(coordinate);
        expect(worked(calendar, endAt(calendar, coordinate))).toBe(coordinate);
        expect(previousEnd(calendar, instant)).toBeLessThanOrEqual(instant);
        expect(nextBegin(calendar, instant)).toBeGreaterThanOrEqual(instant);
      }),
    );
  });

  it("adds up", () => {
    fc.assert(
      fc.property(chosen, instants, fc.nat(50_000), fc.nat(50_000), (calendar, instant, one, two) => {
        expect(worked(calendar, walk(calendar, instant, one)) - worked(calendar, instant)).toBe(one);
        if (one > 0 && two > 0) expect(walk(calendar, walk(calendar, instant, one), two)).toBe(walk(calendar, instant, one + two));
      }),
    );
  });
});

describe("instants", () => {
  it("are the wall clock of their text", () => {
    expect(minutesOf("1970-01-02T08:30")).toBe(1950);
    expect(minutesOf("2027-01-29", true) - minutesOf("2027-01-29")).toBe(1439);
    expect(minutesOf("soon")).toBeNaN();
    expect(dayOf(minutesOf("2028-02-29T23:59:00"))).toBe("2028-02-29");
    expect(ticksOf(0)).toBe(719_163 * 14_400);
  });

  it("are found again from days and ticks", () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        expect(dayNumber(...civil(day))).toBe(day);
        expect(minutesOfTicks(ticksOf(day * 1440 + 7))).toBe(day * 1440 + 7);
      }),
    );
  });
});

describe("durations", () => {
  const units = { minutesPerDay: 480, minutesPerWeek: 2400, daysPerMonth: 20 };

  it.each([
    ["3w", "working", 72_000],
    ["1.5 days", "working", 7200],
    ["-2d", "working", -9600],
    ["4h", "working", 2400],
    ["1mo", "working", 96_000],
    ["5ed", "elapsed", 72_000],
    ["0.25m", "working", 2],
    ["0.35m", "working", 4],
    ["-50%", "percent", -50],
  ])("%s is %s time of %d", (text, measure, ticks) => {
    expect(amountOf(text, units)).toEqual({ measure, ticks });
  });

  it.each(["", "3", "w3", "3 fortnights", "1e3d", "--2d"])("%j is none", (text) => {
    expect(amountOf(text, units)).toBeUndefined();
  });
});
