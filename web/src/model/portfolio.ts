/** The portfolio on screen: the newest revision, or the one that the address names (`?revision=12`). */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { useParam } from "~/app/view";
import { type Portfolio, type TimelineFrame, portfolioOf } from "./columns";

export type { Lane, LaneName, LinkType, Links, Marker, Portfolio } from "./columns";

const TIMELINE = graphql(`
  query PortfolioFrame($revision: Int) {
    plan(revision: $revision) {
      timeline
    }
  }
`);

export interface PortfolioAnswer {
  portfolio?: Portfolio;
  error?: Error;
  isPending: boolean;
}

/** Returns the revision that the address asks for, null for the newest. */
export function useAskedRevision(): number | null {
  const [text] = useParam("revision");
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Returns the portfolio as the server has it, parsed once for all views. */
export function usePortfolio(): PortfolioAnswer {
  const revision = useAskedRevision();
  const { data, error, isPending } = useQuery({
    queryKey: ["answer", "portfolio", revision],
    queryFn: async ({ signal }) => {
      const { plan } = await ask(TIMELINE, { revision }, signal);
      return portfolioOf(plan.timeline as TimelineFrame);
    },
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
  return { ...(data && { portfolio: data }), ...(error && { error }), isPending };
}
