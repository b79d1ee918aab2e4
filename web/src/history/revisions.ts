/** Revisions of the plan, the changes of one, and the names of what they refer to. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useAnswer } from "~/api/answers";
import { ask } from "~/api/client";
import { type ResultOf, graphql } from "~/api/graphql";
import { idsIn } from "./values";

const REVISIONS = graphql(`
  query Revisions($after: String) {
    plan {
      history(first: 30, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          cursor
          node {
            number
            author
            message
            at
            undoes
            size
          }
        }
      }
    }
  }
`);

const CHANGES = graphql(`
  query RevisionChanges($after: String) {
    plan {
      history(first: 1, after: $after) {
        nodes {
          number
          changes {
            action
            type
            id
            fields {
              field
              before
              after
            }
          }
        }
      }
    }
  }
`);

const OF_ITEM = graphql(`
  query ItemRevisions($id: ID!) {
    plan {
      history(first: 50, node: $id) {
        nodes {
          number
          author
          message
          at
          changes {
            action
            type
            id
            fields {
              field
              before
              after
            }
          }
        }
      }
    }
  }
`);

const NAMES = graphql(`
  query Names($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on Work {
        code
        name
      }
      ... on Calendar {
        code
        name
      }
      ... on Market {
        code
        name
      }
      ... on Team {
        code
        name
      }
      ... on Resource {
        code
        name
      }
      ... on Obligation {
        code
        instrument
      }
      ... on Dependency {
        predecessor {
          code
        }
        successor {
          code
        }
      }
      ... on Demand {
        initiative {
          code
        }
      }
      ... on Assignment {
        initiative {
          code
        }
      }
      ... on Project {
        initiative {
          code
        }
      }
      ... on LaunchMarket {
        launch {
          code
        }
        market {
          code
        }
      }
    }
  }
`);

/** At most so many names are asked at once; the rest stay without. */
const MOST_NAMES = 200;

export type Change = ResultOf<typeof CHANGES>["plan"]["history"]["nodes"][number]["changes"][number];
export type RevisionNode = ResultOf<typeof REVISIONS>["plan"]["history"]["edges"][number]["node"];

/** A revision of the list, with the cursor after which it comes (null: it is the newest). */
export interface ListedRevision extends RevisionNode {
  after: string | null;
}

/** Returns the revisions, newest first, in pages. */
export function useRevisions() {
  const { data, ...query } = useInfiniteQuery({
    queryKey: ["answer", "revisions"],
    queryFn: async ({ pageParam, signal }) => (await ask(REVISIONS, { after: pageParam }, signal)).plan.history,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
  const edges = data?.pages.flatMap((page) => page.edges) ?? [];
  const revisions: ListedRevision[] = edges.map(({ node }, place) => ({
    ...node,
    after: edges[place - 1]?.cursor ?? null,
  }));
  return { ...query, revisions, total: data?.pages[0]?.totalCount };
}

/** Returns what a listed revision changed. */
export function useChanges({ number, after }: ListedRevision) {
  const { data, error, refetch } = useAnswer(CHANGES, { after });
  return { changes: data?.plan.history.nodes.find((node) => node.number === number)?.changes, error, refetch };
}

/** Returns the newest 50 revisions that changed an entity. */
export function useItemRevisions(id: string) {
  const { data, error, refetch } = useAnswer(OF_ITEM, { id });
  return { revisions: data?.plan.history.nodes, error, refetch };
}

/** Returns code and name of the entities that changes are about or refer to, by id; those gone are missing. */
export function useNames(changes: readonly Change[]): ReadonlyMap<string, string> {
  const ids = idsIn(changes).slice(0, MOST_NAMES);
  const { data } = useAnswer(NAMES, { ids }, { enabled: ids.length > 0 });
  return new Map(data?.nodes.flatMap((node) => (node === null ? [] : [[node.id, labelOf(node)]])));
}

/** What a name is made of; each kind has some of it. */
interface Named {
  id: string;
  code?: string;
  name?: string;
  instrument?: string;
  initiative?: { code: string } | null;
  predecessor?: { code?: string } | null;
  successor?: { code?: string } | null;
  launch?: { code: string };
  market?: { code: string };
}

function labelOf(node: Named): string {
  if (node.successor) return `${node.predecessor?.code ?? "…"} → ${node.successor.code ?? "…"}`;
  if (node.launch !== undefined) return `${node.launch.code} · ${node.market?.code ?? ""}`;
  return [node.code ?? node.initiative?.code, node.name ?? node.instrument].filter(Boolean).join(" ");
}
