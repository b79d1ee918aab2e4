/** Findings of the plan, asked page by page so that thousands do not keep the first ones waiting. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ask } from "~/api/client";
import { type ResultOf, graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import type { Finding } from "./grouping";

const FINDINGS = graphql(`
  query Findings($revision: Int, $after: String) {
    plan(revision: $revision) {
      findings(first: 200, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          severity
          code
          message
          hint
          place {
            kind
            code
            field
          }
          nodes {
            ... on Work {
              code
              name
            }
            ... on Dependency {
              successor {
                code
                name
              }
            }
            ... on Demand {
              initiative {
                code
                name
              }
            }
            ... on LaunchMarket {
              launch {
                code
                name
              }
            }
          }
        }
      }
    }
  }
`);

type Node = ResultOf<typeof FINDINGS>["plan"]["findings"]["nodes"][number];

export interface FindingsAnswer {
  /** Those that have arrived. */
  findings: Finding[];
  /** How many there are; undefined until the first page is here. */
  total?: number;
  error: Error | null;
  retry: () => void;
}

/** Returns the findings of the plan on screen; further pages are asked by themselves. */
export function useFindings(): FindingsAnswer {
  const revision = useAskedRevision();
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["answer", "findings", revision],
    queryFn: async ({ pageParam, signal }) => (await ask(FINDINGS, { revision, after: pageParam }, signal)).plan.findings,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const findings = data?.pages.flatMap((page) => page.nodes.map(findingOf)) ?? [];
  const total = data?.pages[0]?.totalCount;
  return { findings, error, retry: () => void refetch(), ...(total !== undefined && { total }) };
}

function findingOf(node: Node): Finding {
  const { severity, code, message, hint, place } = node;
  const works = node.nodes.flatMap(workOf);
  const ofItem = place.kind === "initiative" || place.kind === "launch";
  const item = (ofItem ? place.code : undefined) ?? works[0]?.code ?? "";
  const name = works.find((work) => work.code === item)?.name ?? "";
  return { severity, rule: code, message, hint, item, name, field: place.field ?? "" };
}

/** The work that an entity is, or belongs to. */
function workOf(node: Node["nodes"][number]): { code: string; name: string }[] {
  if ("successor" in node) return [node.successor];
  if ("launch" in node) return [node.launch];
  if ("initiative" in node) return [node.initiative];
  return "code" in node ? [node] : [];
}
