import { describe, expect, it } from "vitest";
import { chanceOf } from "./chances";
import type { MarketForecast } from "./forecast";

const market = (p50: string | null, p80: string | null, liveOn: string | null = null) => ({ p50, p80, liveOn }) as MarketForecast;

describe("the chance of a launch", () => {
  it("is that of its last market, whatever is live already", () => {
    const markets = [market("2027-01-04", "2027-01-20"), market("2027-01-08", "2027-01-12"), market(null, null, "2026-09-25")];
    expect(chanceOf({ markets, joint: { value: 0.4, error: 0.01 } })).toEqual({ p50: "2027-01-08", p80: "2027-01-20", joint: 0.4 });
  });

  it("is unknown where nobody knows of one market", () => {
    expect(chanceOf({ markets: [market("2027-01-04", "2027-01-20"), market(null, null)], joint: null })).toEqual({
      p50: null,
      p80: null,
      joint: null,
    });
  });
});
