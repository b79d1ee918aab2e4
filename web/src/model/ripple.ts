/** What operations would do to all dates, worked out in the page while somebody drags. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import type { Operation } from "~/editing/operations";
import { type NetworkFrame, type PlanOfDates, planOf } from "./networkFrame";
import { type Portfolio, useAskedRevision, usePortfolio } from "./portfolio";
import { type Ripple, Rippling } from "./rippling";

export type { Operation } from "~/editing/operations";
export type { Ripple } from "./rippling";

const NETWORK = graphql(`
  query NetworkFrame($revision: Int) {
    plan(revision: $revision) {
      network
    }
  }
`);

export interface Computing {
  /** Returns the ripple; before the network is there the portfolio's own dates, marked as to be confirmed. */
  readonly compute: (operations: readonly Operation[]) => Ripple;
  readonly isReady: boolean;
}

/** Returns the network of the revision on screen; undefined until it is there. It is asked after the portfolio. */
export function useNetwork(): PlanOfDates | undefined {
  const revision = useAskedRevision();
  const { portfolio } = usePortfolio();
  const { data } = useQuery({
    queryKey: ["answer", "network", revision],
    queryFn: async ({ signal }) => planOf((await ask(NETWORK, { revision }, signal)).plan.network as NetworkFrame),
    structuralSharing: false,
    enabled: portfolio !== undefined,
  });
  return data;
}

/** How long the page may settle before the network is compiled, in milliseconds; a drag before that compiles it. */
const SETTLED_MS = 300;

/** Returns what computes ripples over the revision on screen; its network is compiled once for all views. */
export function useRipple(): Computing {
  const { portfolio } = usePortfolio();
  const plan = useNetwork();
  const isReady = plan !== undefined && portfolio?.revision === plan.revision;
  useEffect(() => {
    if (!isReady) return;
    const timer = setTimeout(() => ripplingOver(plan, portfolio), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [isReady, plan, portfolio]);
  const compute = useCallback(
    (operations: readonly Operation[]) =>
      isReady ? rippled(ripplingOver(plan, portfolio), portfolio, operations) : unrippled(portfolio),
    [isReady, plan, portfolio],
  );
  return useMemo(() => ({ compute, isReady }), [compute, isReady]);
}

let last: { plan: object; portfolio: object; rippling: Rippling } | undefined;

/** Returns the compiled network, kept for the components that ask for the same. */
function ripplingOver(plan: ReturnType<typeof planOf>, portfolio: Portfolio): Rippling {
  if (last?.plan !== plan || last.portfolio !== portfolio) {
    last = { plan, portfolio, rippling: new Rippling(plan, portfolio) };
  }
  return last.rippling;
}

/** Returns a ripple in which work that takes its dates from others stays where it is until the server answers. */
function rippled(rippling: Rippling, portfolio: Portfolio, operations: readonly Operation[]): Ripple {
  const ripple = rippling.compute(operations);
  for (const row of rippling.hammocks) {
    if (row >= portfolio.start.length) continue;
    ripple.start[row] = portfolio.start[row]!;
    ripple.finish[row] = portfolio.finish[row]!;
    ripple.critical[row] = portfolio.critical[row]!;
    ripple.nearCritical[row] = portfolio.nearCritical[row]!;
    ripple.totalFloatDays[row] = portfolio.totalFloatDays[row]!;
  }
  return ripple;
}

function unrippled(portfolio: Portfolio | undefined): Ripple {
  return {
    start: portfolio?.start ?? new Float64Array(),
    finish: portfolio?.finish ?? new Float64Array(),
    critical: portfolio?.critical ?? new Uint8Array(),
    nearCritical: portfolio?.nearCritical ?? new Uint8Array(),
    totalFloatDays: portfolio?.totalFloatDays ?? new Float64Array(),
    moved: new Int32Array(),
    confirming: true,
    created: new Map(),
  };
}
