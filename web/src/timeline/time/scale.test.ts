import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY } from "./days";
import { LEAST, MOST, clampZoom, fit, timeAt, widthOf, xOf, zoomAround, zoomOfStep, zoomStep } from "./scale";

const zooms = fc.double({ min: LEAST, max: MOST, noNaN: true });

test("instants and pixels are inverse", () => {
  expect(xOf({ origin: 0, perDay: 4 }, 10 * DAY)).toBe(40);
  fc.assert(
    fc.property(zooms, fc.integer({ min: -1e6, max: 1e6 }), (perDay, x) => {
      expect(xOf({ origin: 99, perDay }, timeAt({ origin: 99, perDay }, x))).toBeCloseTo(x, 6);
    }),
  );
});

test("a zoom keeps the instant under the pointer in place", () => {
  fc.assert(
    fc.property(zooms, zooms, fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 1400 }), (before, after, left, x) => {
      const moved = zoomAround(left, x, before, after);
      expect((moved + x) / after).toBeCloseTo((left + x) / before, 6);
    }),
  );
});

test("fit shows the whole period in the middle", () => {
  const extent = { start: 0, end: 1000 * DAY };
  expect(fit(extent, { start: 100 * DAY, end: 200 * DAY }, 448)).toEqual({ perDay: 4, left: 376 });
  expect(widthOf(extent, 4)).toBe(4000);
});

test("zoom is bounded, its steps are half octaves below it", () => {
  expect([clampZoom(1e9), clampZoom(0)]).toEqual([MOST, LEAST]);
  fc.assert(
    fc.property(zooms, (perDay) => {
      const step = zoomOfStep(zoomStep(perDay));
      expect(step <= perDay * 1.0000001 && perDay < step * Math.SQRT2 * 1.0000001).toBe(true);
    }),
  );
});
