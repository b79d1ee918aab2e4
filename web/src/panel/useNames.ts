/** Names of items by id: those that came with the item, those that the draft creates, and the rest from the server. */
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useOverlay } from "~/editing/draft";
import { isRef } from "~/editing/operations";
import { nameOf } from "./plainValue";

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
    }
  }
`);

/** Returns a name for each id; the id itself until its name is known. */
export function useNames(ids: readonly string[], known: ReadonlyMap<string, string>): string[] {
  const overlay = useOverlay();
  const wanted = ids.filter((id) => !known.has(id) && !isRef(id)).sort();
  const { data } = useAnswer(NAMES, { ids: wanted }, { enabled: wanted.length > 0 });
  const found = new Map(
    (data?.nodes ?? []).flatMap((node) => (node !== null && "code" in node ? [[node.id, nameOf(node)] as const] : [])),
  );
  return ids.map((id) => known.get(id) ?? found.get(id) ?? created(overlay.get(id)) ?? id);
}

function created(values: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (values === undefined) return undefined;
  const { code, name } = values as { code?: string; name?: string };
  return nameOf({ ...(code !== undefined && { code }), ...(name !== undefined && { name }) });
}
