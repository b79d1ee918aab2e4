import { expect, test } from "vitest";
import { pause } from "./revisions";

test("pauses double up to half a minute, spread by a quarter either way", () => {
  expect([0, 1, 2, 10, 99].map((tried) => pause(tried, 0.5))).toEqual([500, 1000, 2000, 30_000, 30_000]);
  expect([pause(0, 0), pause(0, 1)]).toEqual([375, 625]);
});
