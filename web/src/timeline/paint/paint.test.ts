import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SHAPE } from "../chart";
import { ZERO, chartWith, manyRows, sceneOf } from "../fixture";
import { chainOf } from "../lanes/network";
import { arrowRects, distanceTo, routeOf } from "./arrows";
import { paintBody } from "./body";
import { letteringOf } from "./lettering";
import { shownLinks } from "./links";
import { svgOf } from "./svg";
import { timelineSvg } from "./timelineSvg";

const scale = { origin: ZERO, perDay: 4 };
const window = { left: 0, top: 0, width: 1200, height: 800 };

describe("arrows", () => {
  const box = fc.record({ left: fc.integer({ min: 0, max: 500 }), y: fc.integer({ min: 0, max: 300 }) });

  test("a link to what comes later goes out, across and in", () => {
    const way = routeOf({ left: 0, right: 40, y: 10 }, { left: 80, right: 120, y: 50 }, "FS", 15);
    expect(way).toEqual([[40, 10], [48, 10], [48, 50], [79, 50]]);
  });

  test("a link to what comes before turns between the lines", () => {
    const way = routeOf({ left: 0, right: 40, y: 10 }, { left: 20, right: 60, y: 50 }, "FS", 15);
    expect(way).toEqual([[40, 10], [48, 10], [48, 25], [6, 25], [6, 50], [19, 50]]);
  });

  test("ways are orthogonal and end at the right ends, whole pixels all", () => {
    fc.assert(
      fc.property(box, box, fc.constantFrom("FS", "SS", "FF", "SF"), (a, b, type) => {
        const way = routeOf({ ...a, right: a.left + 40 }, { ...b, right: b.left + 40 }, type, 15);
        expect(way[0]![0]).toBe(type[0] === "F" ? a.left + 40 : a.left);
        expect(way.at(-1)![0]).toBe(type[1] === "S" ? b.left - 1 : b.left + 41);
        way.slice(1).forEach(([x, y], at) => expect(x === way[at]![0] || y === way[at]![1]).toBe(true));
        expect(arrowRects(way, 2).flat().every(Number.isInteger)).toBe(true);
        expect(distanceTo(way, way[0]![0], way[0]![1])).toBe(0);
      }),
    );
  });
});

test("letters are measured once, text is cut with an ellipsis", () => {
  let asked = 0;
  const lettering = letteringOf(() => (asked += 1, 10));
  expect([lettering.width("abcab"), asked]).toEqual([50, 3]);
  expect([lettering.cut("abcdefgh", 60), lettering.cut("abc", 60), lettering.cut("abcdefgh", 30)]).toEqual(["abcde…", "abc", ""]);
});

const chart = chartWith(
  [
    { code: "A", days: [0, 40], critical: true },
    { code: "B", days: [50, 80], critical: true, percent: 50 },
    { code: "C", days: [0, 30] },
    { code: "M", days: [90, 91], shape: SHAPE.milestone },
  ],
  [[0, 1], [2, 3]],
);

test("critical links are drawn by default, all or none if asked, only the chain of a selection", () => {
  const scene = sceneOf(chart, { grouping: "none" });
  expect(shownLinks(scene)).toEqual([0]);
  expect(shownLinks({ ...scene, links: "all" })).toEqual([0, 1]);
  expect(shownLinks({ ...scene, links: "none" })).toEqual([]);
  const chain = chainOf(chart.network, chart.links, chart.links.driving, [3]);
  expect(shownLinks({ ...scene, chain, selected: new Set([3]) })).toEqual([1]);
});

test("critical bars are red, the share done is shaded, milestones are diamonds", () => {
  const scene = sceneOf(chart, { grouping: "none" });
  const { layers } = paintBody(scene, [], scale, window);
  const { palette } = scene;
  expect(layers.bars.rounds.get(palette.critical)!.length).toBe(10);
  expect(layers.bars.rounds.get(palette.bar)!.slice(0, 3)).toEqual([0, 37, 120]);
  expect([...layers.overlay.rects.values()][0]!.slice(0, 4)).toEqual([200, 7, 60, 22]);
  expect(layers.bars.diamonds.get(palette.milestone)!).toEqual([362, 18, 11]);
  expect(layers.labels.texts.map(({ text }) => text).sort()).toEqual(["A Name of A", "B Name of B", "C Name of C", "M Name of M"]);
});

test("a selection dims what is not in its chain", () => {
  const scene = sceneOf(chart, { grouping: "none" });
  const chain = chainOf(chart.network, chart.links, chart.links.driving, [0]);
  const { layers } = paintBody({ ...scene, chain, selected: new Set([0]) }, [], scale, window);
  expect(layers.bars.rounds.get(scene.palette.dimmed)!.length).toBe(5);
  expect(layers.front.frames.get(`${scene.palette.selection}|2|0`)!.length).toBe(5);
});

test("the picture carries every bar, and text as text", () => {
  const scene = sceneOf(chart);
  const svg = timelineSvg(scene, [0], { scale, left: 0, width: 800 }, "Plan <1>", (key) => key || "None");
  for (const text of ["A Name of A", "B Name of B", "C Name of C", "M Name of M", "Plan &lt;1&gt;", ">None<"]) {
    expect(svg).toContain(text);
  }
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(svgOf(paintBody(scene, [], scale, window)).startsWith("<g ")).toBe(true);
});

test("a frame of ten thousand bars is made in milliseconds", () => {
  const scene = sceneOf(manyRows(10_000));
  const links = shownLinks(scene);
  const began = performance.now();
  const frames = 20;
  for (let frame = 0; frame < frames; frame += 1) paintBody(scene, links, scale, { ...window, left: 100 * frame, top: 300 * frame });
  expect((performance.now() - began) / frames).toBeLessThan(40);
});
