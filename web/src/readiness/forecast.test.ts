import { expect, it } from "vitest";
import { type MarketForecast, axisOf, bandOf } from "./forecast";

const MARKET: MarketForecast = {
  market: { code: "DE", name: "Germany" },
  target: "2027-01-11",
  liveOn: null,
  computed: "2027-01-08",
  p10: "2027-01-04",
  p50: "2027-01-16",
  p80: "2027-02-10",
  p90: "2027-02-20",
  chance: { value: 0.4, error: 0.01 },
  fan: [
    { share: 0.1, at: "2027-01-04T00:00:00" },
    { share: 0.2, at: "2027-01-06T00:00:00" },
    { share: 0.5, at: "2027-01-16T00:00:00" },
    { share: 0.8, at: "2027-02-10T00:00:00" },
    { share: 0.9, at: "2027-02-20T00:00:00" },
  ],
  deciders: [],
  unknown: [],
};

it("lays quantiles and target on whole months", () => {
  const axis = axisOf([MARKET]);
  expect(axis?.months.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(["2027-01-01", "2027-02-01"]);
  const days = (x: number | null | undefined) => (x == null ? x : Math.round(x * 59 * 10) / 10);
  const band = bandOf(MARKET, axis!);
  expect([band?.p10, band?.p20, band?.p50, band?.p80, band?.p90, band?.target].map(days)).toEqual([3, 5, 15, 40, 50, 10]);
});

it("knows nothing where the server does not", () => {
  const unknown = { ...MARKET, fan: [], target: null };
  expect([axisOf([unknown]), bandOf(unknown, axisOf([MARKET])!)]).toEqual([null, null]);
});
