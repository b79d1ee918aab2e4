import fc from "fast-check";
import { expect, test } from "vitest";
import { pack } from "./packing";

const intervals = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })), { maxLength: 60 });

test("touching intervals share a row, overlapping ones do not", () => {
  expect(pack([0, 5, 3, 10], [5, 10, 8, 12])).toEqual({ row: Int32Array.from([0, 0, 1, 0]), rows: 2 });
  expect(pack([], [])).toEqual({ row: new Int32Array(), rows: 0 });
});

test("no two intervals of a row overlap, and there are as many rows as intervals at one instant", () => {
  fc.assert(
    fc.property(intervals, (given) => {
      const start = given.map(([from]) => from);
      const end = given.map(([from, length]) => from + length);
      const { row, rows } = pack(start, end);
      for (let a = 0; a < given.length; a += 1) {
        for (let b = 0; b < a; b += 1) {
          if (row[a] === row[b]) expect(start[a]! >= end[b]! || start[b]! >= end[a]!).toBe(true);
        }
      }
      const depth = Math.max(0, ...start.map((at) => given.filter((_, k) => start[k]! <= at && at < end[k]!).length));
      expect(rows).toBe(depth);
    }),
  );
});

test("ten thousand intervals take milliseconds", () => {
  const start = Float64Array.from({ length: 10_000 }, (_, at) => (at * 7919) % 5000);
  const began = performance.now();
  pack(start, start.map((at) => at + 90));
  expect(performance.now() - began).toBeLessThan(200);
});
