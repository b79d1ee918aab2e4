/** The forecast of a launch: when each market is ready and how likely, as the server simulated it. */
import { useMemo } from "react";
import { useAnswer } from "~/api/answers";
import { type ResultOf, graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import { millisecondsOf } from "~/parts/format";
import type { Odds } from "./MarketHead";

export const FORECAST = graphql(`
  query LaunchForecast($launch: ID!, $samples: Int!, $revision: Int) {
    plan(revision: $revision) {
      launchForecast(launch: $launch, samples: $samples) {
        samples
        joint {
          value
          error
        }
        markets {
          market {
            code
            name
          }
          target
          liveOn
          computed
          p10
          p50
          p80
          p90
          chance {
            value
            error
          }
          fan {
            share
            at
          }
          deciders {
            template {
              code
              name
            }
            share
          }
          unknown
        }
      }
    }
  }
`);

/** Samples behind what the page of a launch says. */
const SAMPLES = 10_000;

export type Forecast = ResultOf<typeof FORECAST>["plan"]["launchForecast"];
export type MarketForecast = Forecast["markets"][number];

/** Returns the forecast of a launch, and the odds of each market by its code. */
export function useForecast(launch: string) {
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(FORECAST, { launch, samples: SAMPLES, revision });
  const forecast = data?.plan.launchForecast;
  const odds = useMemo(() => new Map((forecast?.markets ?? []).flatMap(oddsOf)), [forecast]);
  return { forecast, odds, error, refetch };
}

function oddsOf({ market, p50, p80, chance }: MarketForecast): [string, Odds][] {
  if (p50 === null || p80 === null) return [];
  return [[market?.code ?? "", { p50, p80, probability: chance?.value ?? null }]];
}

/** One market on the common axis; every place is a share of its width, 0 to 1. */
export interface Band {
  p10: number;
  p20: number;
  p50: number;
  p80: number;
  p90: number;
  target: number | null;
}

export interface Axis {
  from: number;
  to: number;
  /** First day of each month, as milliseconds of the plan's clock and as a share of the width. */
  months: { at: number; x: number }[];
}

/** Returns the common axis of all markets: whole months around quantiles and targets; null if nothing is known. */
export function axisOf(markets: readonly MarketForecast[]): Axis | null {
  const known = markets.flatMap(({ fan, target }) => [...fan.map(({ at }) => at), ...(target === null ? [] : [target])]);
  const times = known.map(millisecondsOf).filter(Number.isFinite);
  if (times.length === 0) return null;
  const first = new Date(Math.min(...times));
  const last = new Date(Math.max(...times));
  const from = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1);
  const to = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1);
  const months: Axis["months"] = [];
  for (let at = from; at < to; ) {
    months.push({ at, x: (at - from) / (to - from) });
    const day = new Date(at);
    at = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
  }
  return { from, to, months };
}

/** Returns where a market lies on the axis; null if nobody knows. */
export function bandOf({ fan, target }: MarketForecast, axis: Axis): Band | null {
  const x = (at: string) => (millisecondsOf(at) - axis.from) / (axis.to - axis.from);
  const quantile = (share: number) => fan.find((one) => Math.abs(one.share - share) < 1e-9)?.at;
  const [p10, p20, p50, p80, p90] = [0.1, 0.2, 0.5, 0.8, 0.9].map(quantile);
  if (p10 === undefined || p20 === undefined || p50 === undefined || p80 === undefined || p90 === undefined) return null;
  return { p10: x(p10), p20: x(p20), p50: x(p50), p80: x(p80), p90: x(p90), target: target === null ? null : x(target) };
}
