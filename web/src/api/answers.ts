/** Answers kept by document and variables; a new revision makes them stale, and they are asked again. */
import { QueryClient, keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { TadaDocumentNode } from "gql.tada";
import { ApiError, ask } from "./client";

export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      retry: (count, problem) => problem instanceof ApiError && problem.code === "NETWORK" && count < 3,
      refetchOnWindowFocus: false,
    },
  },
});

/** Returns the answer to a query, with the one before while the next is under way. */
export function useAnswer<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  options: { enabled?: boolean } = {},
): UseQueryResult<Data> {
  return useQuery<Data>({
    queryKey: ["answer", document, variables],
    queryFn: ({ signal }) => ask(document, variables, signal),
    placeholderData: keepPreviousData,
    ...options,
  });
}

/**
 * Marks every answer as stale: what is on screen is asked again.
 *
 * A question whose first answer is still under way is asked anew too; by itself it would keep the answer of before.
 */
export async function renew(): Promise<void> {
  await answers.cancelQueries({ queryKey: ["answer"], predicate: ({ state }) => state.data === undefined });
  await answers.invalidateQueries({ queryKey: ["answer"] });
}
