import { expect, test } from "vitest";
import { SHAPE, type Chart } from "../chart";
import { ZERO, chartWith, sceneOf } from "../fixture";
import { DAY } from "../time/days";
import { paintBody } from "./body";
import { headOf, tailOf } from "./points";
import type { Scene } from "./scene";

const SCALE = { origin: ZERO, perDay: 10 };
const WINDOW = { left: 0, top: 0, width: 600, height: 200 };

const plain = chartWith([
  { code: "L", days: [20, 20], markets: [0, 1], shape: SHAPE.launch },
  { code: "A", days: [2, 6] },
]);
const waves = new Map([[0, [{ at: ZERO + 10 * DAY, markets: ["DE"] }, { at: ZERO + 40 * DAY, markets: ["FR"] }]]]);
const launch: Chart = { ...plain, waves, finish: [ZERO + 20 * DAY + 60, plain.finish[1]!] };

/** Middles of the small diamonds that stand for dates of markets. */
function drawn(scene: Scene, colour: string): number[] {
  const numbers = paintBody(scene, [], SCALE, WINDOW).layers.bars.diamonds.get(colour) ?? [];
  return Array.from({ length: numbers.length / 3 }, (_, at) => numbers.slice(at * 3, at * 3 + 3)).flatMap(([x, , radius]) => (radius === 5 ? [x!] : []));
}

test("dates of single markets stand beside the launch, red before it can be", () => {
  const scene = sceneOf(launch, { grouping: "none" });
  expect([drawn(scene, scene.palette.deadline), drawn(scene, scene.palette.launch)]).toEqual([[105], [405]]);
});

test("a lane of a market shows the date of that market alone", () => {
  const scene = { ...sceneOf(launch, { grouping: "market" }), byMarket: true };
  expect([drawn(scene, scene.palette.deadline), drawn(scene, scene.palette.launch)]).toEqual([[105], [405]]);
  const without = new Map([[0, [waves.get(0)![1]!]]]);
  expect(drawn({ ...scene, chart: { ...launch, waves: without } }, scene.palette.launch)).toEqual([405]);
});

test("labels keep clear of all dates of a launch", () => {
  expect([headOf(launch, SCALE, 0, 200, 8), tailOf(launch, SCALE, 0, 210, 8)]).toEqual([99, 411]);
  expect([headOf(launch, SCALE, 1, 20, 8), tailOf(launch, SCALE, 1, 60, 8)]).toEqual([20, 60]);
});

test("what was promised is a line under work that has moved since", () => {
  const lines = (finish: number) => {
    const start = [Number.NaN, ZERO + 2 * DAY];
    const baseline = { code: "B", name: "", lockedOn: "2027-01-01", start, finish: [Number.NaN, finish] };
    const scene = sceneOf({ ...launch, baseline }, { grouping: "none" });
    return (paintBody(scene, [], SCALE, WINDOW).layers.ghosts.rects.get(scene.palette.baseline) ?? []).filter((_, at) => at % 4 !== 1);
  };
  expect(lines(ZERO + 6 * DAY)).toEqual([]);
  expect(lines(ZERO + 4 * DAY)).toEqual([20, 20, 3]);
});
