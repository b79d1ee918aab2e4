import fc from "fast-check";
import { expect, test } from "vitest";
import { isoDay, minutesOf } from "./days";
import { LEAST, MOST } from "./scale";
import { bandsBetween, finestUnit, weekends, type Labels } from "./ticks";

const labels: Labels = {
  year: (year) => `FY${year}`,
  quarter: (year, quarter, short) => (short ? `Q${quarter}` : `FY${year} Q${quarter}`),
  month: (minutes, style) => `${style} ${isoDay(minutes).slice(0, 7)}`,
  week: (number) => `W${number}`,
  day: (minutes) => isoDay(minutes),
  dayMonth: (minutes) => isoDay(minutes).slice(5),
};
const origin = minutesOf(2026, 1);

test("the zoom chooses the units", () => {
  expect([0.2, 0.5, 2, 8, 30].map(finestUnit)).toEqual(["year", "quarter", "month", "week", "day"]);
});

test("fiscal quarters over months, with the quarter's own year", () => {
  const bands = bandsBetween({ origin, perDay: 3 }, 0, 300, 4, labels);
  expect(bands.map(({ unit, ticks }) => [unit, ticks.map(({ label }) => label)])).toEqual([
    ["year", ["FY2026", "FY2027"]],
    ["quarter", ["Q4", "Q1"]],
    ["month", ["long 2026-01", "short 2026-02", "long 2026-03", "long 2026-04"]],
  ]);
});

test("weeks say their first day where there is room", () => {
  const [, , weeks] = bandsBetween({ origin: minutesOf(2026, 11, 23), perDay: 12 }, 0, 100, 1, labels);
  expect(weeks!.ticks.map(({ label }) => label)).toEqual(["W48 · 11-23", "W49 · 11-30"]);
});

test("ticks of a band cover the window without gaps and carry different starts", () => {
  fc.assert(
    fc.property(
      fc.double({ min: LEAST, max: MOST, noNaN: true }),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 1, max: 12 }),
      (perDay, left, first) => {
        for (const { ticks } of bandsBetween({ origin, perDay }, left, left + 1200, first, labels)) {
          expect(ticks[0]!.x).toBeLessThanOrEqual(left);
          expect(ticks.at(-1)!.end).toBeGreaterThanOrEqual(left + 1200);
          ticks.slice(1).forEach((tick, at) => expect(tick.x).toBe(ticks[at]!.end));
          expect(new Set(ticks.map(({ start }) => start)).size).toBe(ticks.length);
        }
      },
    ),
  );
});

test("weekends are shaded where days can be told apart", () => {
  expect(weekends({ origin: minutesOf(2026, 11, 23), perDay: 10 }, 0, 100)).toEqual([[50, 20]]);
  expect(weekends({ origin, perDay: 2 }, 0, 100)).toEqual([]);
});
