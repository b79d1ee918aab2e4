/** The portfolio on screen: the newest revision, or the one that the address names (`?revision=12`). */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { answers } from "~/api/answers";
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
  return revisionOf(text);
}

function revisionOf(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** Asks for the portfolio of an address at once, before any component wants it. */
export function expectPortfolio(search: string): void {
  const revision = revisionOf(new URLSearchParams(search).get("revision"));
  answers.query(portfolioAt(revision)).catch(() => undefined); // who draws it shows the failure
}

/** Returns the portfolio as the server has it, parsed once for all views. */
export function usePortfolio(): PortfolioAnswer {
  const { data, error, isPending } = useQuery({
    ...portfolioAt(useAskedRevision()),
    placeholderData: keepPreviousData,
  });
  return { ...(data && { portfolio: data }), ...(error && { error }), isPending };
}

function portfolioAt(revision: number | null) {
  return queryOptions({
    queryKey: ["answer", "portfolio", revision],
    queryFn: async ({ signal }) => {
      const { plan } = await ask(TIMELINE, { revision }, signal);
      return portfolioOf(plan.timeline as TimelineFrame);
    },
    structuralSharing: false,
  });
}
