/** Chances of many launches, one forecast after the other, so that nothing else waits for them. */
import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ask } from "~/api/client";
import { useAskedRevision } from "~/model/portfolio";
import { FORECAST, type Forecast } from "./forecast";

/** What the forecast says of a launch as a whole. */
export interface Chance {
  /** Day by which every market is ready with 80 %; null: nobody knows of one of them, or all are live. */
  p80: string | null;
  /** Chance that all markets meet their targets, 0 to 1; null: unknown. */
  joint: number | null;
}

/** Returns the chances of launches (global ids) as they become known, asked in this order. */
export function useChances(launches: readonly string[]): ReadonlyMap<string, Chance> {
  const revision = useAskedRevision();
  const [reached, reach] = useState(0);
  const known = useQueries({
    queries: launches.map((launch, place) => {
      const variables = { launch, revision };
      return {
        queryKey: ["answer", FORECAST, variables],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(FORECAST, variables, signal),
        enabled: place <= reached,
      };
    }),
  });
  const done = known.findIndex(({ isFetched }) => !isFetched);
  useEffect(() => {
    if (done > reached) reach(done);
  }, [done, reached]);
  return new Map(
    known.flatMap(({ data }, place) => {
      return data === undefined ? [] : [[launches[place]!, chanceOf(data.plan.launchForecast)] as const];
    }),
  );
}

/** Returns the day and the chance of a launch. */
export function chanceOf({ markets, joint }: Pick<Forecast, "markets" | "joint">): Chance {
  const days = markets.filter(({ liveOn }) => liveOn === null).map(({ p80 }) => p80);
  const p80 = days.includes(null) ? null : ((days as string[]).sort().at(-1) ?? null);
  return { p80, joint: joint?.value ?? null };
}
