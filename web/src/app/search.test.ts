import { describe, expect, it } from "vitest";
import { found, indexed } from "./search";

const index = indexed(
  ["POL-101", "POL-1011", "TRN-301", "LCH-701", "REG-500"],
  ["Hateful conduct policy", "Ads policy", "Training for POL-101", "Policy management wave 1", "Política de anúncios"],
);

describe("the search", () => {
  it("puts the code itself first, then codes that begin so, then the rest", () => {
    expect(found(index, "pol-101", 9)).toEqual([0, 1, 2]);
  });

  it("needs every word, in any order, and prefers the beginnings of words", () => {
    expect(found(index, "policy hate", 9)).toEqual([0]);
    expect(found(index, "policy", 9)).toEqual([0, 1, 3]);
    expect(found(index, "aining", 9)).toEqual([2]);
    expect(found(index, "policy nothing", 9)).toEqual([]);
  });

  it("takes no notice of accents and case", () => {
    expect(found(index, "ANUNCIOS politica", 9)).toEqual([4]);
  });

  it("returns no more than asked for, and nothing for no words", () => {
    expect(found(index, "policy", 2)).toEqual([0, 1]);
    expect(found(index, "  ", 9)).toEqual([]);
  });

  it("takes little time for 10,000 items", () => {
    const codes = Array.from({ length: 10_000 }, (_, row) => `INI-${row}`);
    const names = codes.map((_, row) => `Initiative number ${row} of a large portfolio with a long name`);
    const large = indexed(codes, names);
    const started = performance.now();
    expect(found(large, "ini-9999", 12)).toEqual([9999]);
    expect(found(large, "portfolio long", 12)).toHaveLength(12);
    expect(performance.now() - started).toBeLessThan(100);
  });
});
