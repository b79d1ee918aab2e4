/** Chances of many launches, one forecast after the other, so that nothing else waits for them. */
import { useQueries } from "@tanstack/react-query";
import { answers } from "~/api/answers";
import { ask } from "~/api/client";
import { useAskedRevision } from "~/model/portfolio";
import { FORECAST, type Forecast } from "./forecast";

/** Enough to know a chance to a few per cent, and quick enough for a list of launches. */
const SAMPLES = 2_000;

/** What the forecast says of a launch as a whole. */
export interface Chance {
  /** Day by which every market is ready with 50 %; null as below. */
  p50: string | null;
  /** Day by which every market is ready with 80 %; null: nobody knows of one of them, or all are live. */
  p80: string | null;
  /** Chance that all markets meet their targets, 0 to 1; null: unknown. */
  joint: number | null;
}

/** Returns the chances of launches (global ids) as they become known, asked in this order. */
export function useChances(launches: readonly string[]): ReadonlyMap<string, Chance> {
  const revision = useAskedRevision();
  const variablesOf = (launch: string) => ({ launch, samples: SAMPLES, revision });
  const keyOf = (launch: string) => ["answer", FORECAST, variablesOf(launch)] as const;
  const isAnswered = (launch: string | undefined) =>
    launch === undefined || (answers.getQueryState(keyOf(launch))?.status ?? "pending") !== "pending";
  const known = useQueries({
    queries: launches.map((launch, place) => ({
      queryKey: keyOf(launch),
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(FORECAST, variablesOf(launch), signal),
      enabled: isAnswered(launches[place - 1]),
    })),
  });
  const said = known.map(({ data }) => data?.plan.launchForecast);
  return new Map(launches.flatMap((launch, place) => (said[place] === undefined ? [] : [[launch, chanceOf(said[place])] as const])));
}

/** Returns the days by which the last market is ready, and the chance of a launch. */
export function chanceOf({ markets, joint }: Pick<Forecast, "markets" | "joint">): Chance {
  const open = markets.filter(({ liveOn }) => liveOn === null);
  const last = (share: "p50" | "p80") => {
    const days = open.map((market) => market[share]);
    return days.includes(null) ? null : ((days as string[]).sort().at(-1) ?? null);
  };
  return { p50: last("p50"), p80: last("p80"), joint: joint?.value ?? null };
}
