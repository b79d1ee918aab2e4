/** Typed GraphQL documents: `graphql("query …")` knows the shape of its answer from `graphql/schema.graphql`. */
import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./schema.d.ts";

export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { Date: string; DateTime: string; LocalDateTime: string; Decimal: string; Duration: string; JSON: unknown };
}>();

export type { ResultOf, VariablesOf } from "gql.tada";
