import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY, halfDayAfter, halfDayBefore, isoDay, isoText, minutesOf, monthStart, parseIso, quarterOf, quarterStart, weekNumber, weekStart, weekdayOf, yearStart } from "./days";

const instants = fc.integer({ min: minutesOf(1990, 1), max: minutesOf(2060, 1) });
const months = fc.integer({ min: 1, max: 12 });

describe("days", () => {
  test("ISO text and minutes are the same instant", () => {
    expect(isoText(minutesOf(2026, 12, 18) + 17 * 60)).toBe("2026-12-18T17:00:00");
    expect(parseIso("2026-12-18")).toBe(minutesOf(2026, 12, 18));
    expect(parseIso("2026-12-18T17:30:00")).toBe(minutesOf(2026, 12, 18) + 1050);
    expect(isoDay(-1)).toBe("1969-12-31");
  });

  test("weekdays and ISO weeks", () => {
    expect(weekdayOf(minutesOf(2026, 11, 23))).toBe(0);
    expect(weekdayOf(minutesOf(1969, 12, 28))).toBe(6);
    expect(weekNumber(minutesOf(2026, 12, 31))).toBe(53);
    expect(weekNumber(minutesOf(2027, 1, 4))).toBe(1);
  });

  test("fiscal quarters are named by the year in which the fiscal year ends", () => {
    expect(quarterOf(minutesOf(2026, 10, 1), 1)).toEqual({ year: 2026, quarter: 4 });
    expect(quarterOf(minutesOf(2026, 10, 1), 4)).toEqual({ year: 2027, quarter: 3 });
    expect(quarterOf(minutesOf(2026, 10, 1), 10)).toEqual({ year: 2027, quarter: 1 });
    expect(isoDay(quarterStart(minutesOf(2027, 1, 15), 2))).toBe("2026-11-01");
    expect(isoDay(yearStart(minutesOf(2027, 3, 31), 4))).toBe("2026-04-01");
  });

  test("every instant lies in its week, month, quarter and year", () => {
    fc.assert(
      fc.property(instants, months, (at, first) => {
        expect(at - weekStart(at)).toBeLessThan(7 * DAY);
        for (const [start, next] of [
          [monthStart(at), monthStart(at, 1)],
          [quarterStart(at, first), quarterStart(at, first, 1)],
          [yearStart(at, first), yearStart(at, first, 1)],
        ] as const) {
          expect(start <= at && at < next).toBe(true);
        }
        expect(quarterOf(quarterStart(at, first), first)).toEqual(quarterOf(at, first));
        expect(quarterOf(yearStart(at, first), first).quarter).toBe(1);
      }),
    );
  });

  test("half days", () => {
    expect(halfDayBefore(9 * 60)).toBe(0);
    expect(halfDayAfter(12 * 60)).toBe(12 * 60);
    expect(halfDayAfter(17 * 60)).toBe(DAY);
  });
});
