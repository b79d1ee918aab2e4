import { describe, expect, it } from "vitest";
import { around, carried, curve, fitted, inSight, wheelFactor } from "./pose";

const BOARD = { width: 1000, height: 500 };
const card = (x: number, y: number) => ({ x, y, width: 200, height: 80 });

describe("a pose", () => {
  it("is carried along with the pointer", () => {
    expect(carried({ x: 10, y: 20, zoom: 0.5 }, { x: 100, y: 100 }, { x: 130, y: 90 })).toEqual({ x: 40, y: 10, zoom: 0.5 });
  });

  it("zooms around the pointer", () => {
    const at = { x: 300, y: 200 };
    expect(carried({ x: 100, y: 100, zoom: 0.5 }, at, at, 2)).toEqual({ x: -100, y: 0, zoom: 1 });
  });

  it("stays where it is at the end of the zoom", () => {
    const at = { x: 300, y: 200 };
    expect(carried({ x: 100, y: 100, zoom: 2 }, at, at, 4)).toEqual({ x: 100, y: 100, zoom: 2 });
  });

  it("shows a small drawing in the middle, hardly enlarged", () => {
    expect(fitted(card(0, 0), card(0, 0), BOARD)).toEqual({ x: 390, y: 206, zoom: 1.1 });
  });

  it("shows all of a drawing that fits", () => {
    const { x, y, zoom } = fitted({ x: 0, y: -250, width: 2000, height: 500 }, card(0, 0), BOARD);
    expect([x, y, zoom].map((value) => Math.round(value * 100) / 100)).toEqual([60, 250, 0.44]);
  });

  it("keeps its subject in sight where the drawing is too large to be read", () => {
    expect(fitted({ x: 0, y: 0, width: 10_000, height: 400 }, card(9800, 0), BOARD)).toEqual({
      x: 1000 - 24 - 0.35 * 10_000,
      y: 180,
      zoom: 0.35,
    });
  });

  it("moves no farther than needed to bring a card into sight", () => {
    const pose = { x: 0, y: 0, zoom: 1 };
    expect(inSight(pose, card(100, 100), BOARD)).toBe(pose);
    expect(inSight(pose, card(-50, 450), BOARD)).toEqual({ x: 74, y: -54, zoom: 1 });
  });
});

describe("a board", () => {
  it("knows the box around its cards", () => {
    expect(around([card(0, -100), card(300, 40)])).toEqual({ x: 0, y: -100, width: 500, height: 220 });
  });

  it("grows by a wheel away from the body, ten times as fast by a pinch", () => {
    expect(wheelFactor({ deltaY: -100, deltaMode: 0, ctrlKey: false })).toBeCloseTo(2 ** 0.2);
    expect(wheelFactor({ deltaY: 10, deltaMode: 0, ctrlKey: true })).toBeCloseTo(2 ** -0.2);
    expect(wheelFactor({ deltaY: 3, deltaMode: 1, ctrlKey: false })).toBeCloseTo(2 ** -0.15);
  });

  it("draws links from side to side", () => {
    expect(curve(card(0, 0), card(300, 100))).toEqual({
      path: "M200 40C250 40 250 140 300 140",
      middle: { x: 250, y: 90 },
    });
  });
});
