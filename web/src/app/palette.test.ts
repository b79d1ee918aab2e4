import { describe, expect, it } from "vitest";
import { type Palette, paletteOf } from "./palette";

/** Relative luminance (WCAG 2.2, 0 black to 1 white). */
function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const BARS = ["bar", "progress", "done", "critical", "nearCritical", "violated", "rollup"] as const;
const MARKS = [...BARS, "milestone", "launch", "obligation", "deadline", "baseline", "today", "link", "selection"] as const;

describe.each(["light", "dark"] as const)("the %s palette", (scheme) => {
  const palette: Palette = paletteOf(scheme);

  it.each(BARS)("has readable text on %s", (name) => {
    expect(contrast(palette.barText, palette[name])).toBeGreaterThanOrEqual(4.5);
  });

  it("has readable text on every colour of a series, which stands out from the ground", () => {
    for (const color of palette.series) {
      expect(contrast(palette.barText, color), color).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.ground, color), color).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(MARKS.filter((name) => name !== "progress"))("lets %s stand out from ground and lanes", (name) => {
    for (const ground of [palette.ground, palette.lane, palette.weekend]) {
      expect(contrast(palette[name], ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it("has readable text on its grounds", () => {
    for (const ground of [palette.ground, palette.raised, palette.lane, palette.weekend]) {
      expect(contrast(palette.text, ground)).toBeGreaterThanOrEqual(7);
      expect(contrast(palette.textDim, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("is made of opaque colours", () => {
    for (const color of Object.values(palette).flat()) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  });
});
