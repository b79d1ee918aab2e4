/** Every launch with its markets and how they stand, from one frame of columns. */
import { useMemo } from "react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";

const FRAME = graphql(`
  query ReadinessFrame($revision: Int) {
    plan(revision: $revision) {
      readinessFrame
    }
  }
`);

interface Named {
  names: string[];
  index: number[];
}

/** What this reads of the frame: a cell is a market of a launch; days are ISO. */
export interface ReadinessFrame {
  templates: { codes: string[]; names: string[] };
  launches: { codes: string[] };
  cells: {
    launches: number[];
    markets: { codes: string[]; names: string[]; index: number[] };
    targets: (string | null)[];
    predicted: (string | null)[];
    liveOn: (string | null)[];
    slackDays: (number | null)[];
    states: Named;
    blocking: number[];
  };
}

/** One market of a launch. */
export interface MarketStanding {
  /** Code; empty: the launch names none. */
  market: string;
  name: string;
  state: string;
  target: string | null;
  predicted: string | null;
  liveOn: string | null;
  slackDays: number | null;
  /** Code of the gate that decides the day; empty: none does. */
  blocking: string;
}

/** A launch as its worst market lets it stand. */
export interface LaunchStanding {
  code: string;
  /** State of the worst market. */
  state: string;
  /** Markets in that state. */
  worst: string[];
  /** Day on which the last market is ready; null: nobody knows of one of them, or all are live. */
  predicted: string | null;
  /** Days between target and prediction where that is least; negative: late. Null: unknown. */
  slackDays: number | null;
  markets: MarketStanding[];
}

/** States of a market, the worst first. */
export const WORST_FIRST = ["BLOCKED", "DRIFT", "LATE", "UNKNOWN", "AT_RISK", "NO_GATES", "NO_TARGET", "ON_TRACK", "READY", "LIVE"];

/** States that somebody has to do something about today. */
export const TROUBLE: ReadonlySet<string> = new Set(["BLOCKED", "DRIFT", "LATE", "UNKNOWN", "AT_RISK"]);

/** Returns how the launches stand, by code; undefined until it is known. */
export function useStandings(): ReadonlyMap<string, LaunchStanding> | undefined {
  const revision = useAskedRevision();
  const { data } = useAnswer(FRAME, { revision });
  const frame = data?.plan.readinessFrame as ReadinessFrame | undefined;
  return useMemo(() => (frame === undefined ? undefined : standingsOf(frame)), [frame]);
}

/** Returns how each launch of a frame stands, by code. */
export function standingsOf({ launches, templates, cells }: ReadinessFrame): Map<string, LaunchStanding> {
  const markets = new Map<string, MarketStanding[]>(launches.codes.map((code) => [code, []]));
  cells.launches.forEach((launch, at) => {
    const market = cells.markets.index[at] ?? -1;
    markets.get(launches.codes[launch]!)?.push({
      market: cells.markets.codes[market] ?? "",
      name: cells.markets.names[market] ?? "",
      state: cells.states.names[cells.states.index[at]!]!,
      target: cells.targets[at] ?? null,
      predicted: cells.predicted[at] ?? null,
      liveOn: cells.liveOn[at] ?? null,
      slackDays: cells.slackDays[at] ?? null,
      blocking: templates.codes[cells.blocking[at] ?? -1] ?? "",
    });
  });
  return new Map([...markets].filter(([, of]) => of.length > 0).map(([code, of]) => [code, worstOf(code, of)]));
}

/** Returns the launch that these markets make. */
export function worstOf(code: string, markets: MarketStanding[]): LaunchStanding {
  const state = WORST_FIRST.find((one) => markets.some((market) => market.state === one)) ?? "UNKNOWN";
  const open = markets.filter(({ liveOn }) => liveOn === null);
  const days = open.map(({ predicted }) => predicted);
  return {
    code,
    state,
    worst: markets.filter((market) => market.state === state).map(({ market }) => market),
    predicted: days.includes(null) ? null : ((days as string[]).sort().at(-1) ?? null),
    slackDays: leastOf(open.filter(({ target }) => target !== null).map(({ slackDays }) => slackDays)),
    markets,
  };
}

/** Returns the least of some numbers of days; null: one of them is unknown, and none that is known is late. */
export function leastOf(days: readonly (number | null)[]): number | null {
  const least = Math.min(...days.map((one) => one ?? Infinity));
  return least === Infinity || (least >= 0 && days.includes(null)) ? null : least;
}
