/** Typed GraphQL documents: `graphql("query …")` knows the shape of its answer from `graphql/schema.graphql`. */
import type { TadaDocumentNode, initGraphQLTada } from "gql.tada";
import type { introspection } from "./schema.d.ts";

interface Setup {
  introspection: introspection;
  disableMasking: true;
  scalars: { Date: string; DateTime: string; LocalDateTime: string; Decimal: string; Duration: string; JSON: unknown };
}

/** What a document is while the page runs: its text and those of its fragments, which go to the server as written. */
interface Texts {
  texts: readonly string[];
}

/** Returns the document of a text and the fragments that it spreads. */
function documentOf(text: string, fragments: readonly Texts[] = []): Texts {
  return { texts: [...new Set([text, ...fragments.flatMap((fragment) => fragment.texts)])] };
}

/** The types are gql.tada's; its parser in the page would buy nothing. */
export const graphql = documentOf as unknown as ReturnType<typeof initGraphQLTada<Setup>>;

/** Returns the text of a document. */
export function textOf(document: TadaDocumentNode<unknown, never>): string {
  return (document as unknown as Texts).texts.join("\n");
}

export type { ResultOf, VariablesOf } from "gql.tada";
