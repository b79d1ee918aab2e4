/** Revisions of the plan, and the changes of one. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useAnswer } from "~/api/answers";
import { ask } from "~/api/client";
import { type ResultOf, graphql } from "~/api/graphql";

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

const CHANGE = graphql(`
  fragment Change on Change {
    action
    type
    id
    label
    fields {
      field
      before
      after
      beforeText
      afterText
    }
  }
`);

const CHANGES = graphql(
  `
    query RevisionChanges($after: String) {
      plan {
        history(first: 1, after: $after) {
          nodes {
            number
            changes {
              ...Change
            }
          }
        }
      }
    }
  `,
  [CHANGE],
);

const OF_ITEM = graphql(
  `
    query ItemRevisions($id: ID!) {
      plan {
        history(first: 50, node: $id) {
          nodes {
            number
            author
            message
            at
            changes {
              ...Change
            }
          }
        }
      }
    }
  `,
  [CHANGE],
);

export type Change = ResultOf<typeof CHANGE>;
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
