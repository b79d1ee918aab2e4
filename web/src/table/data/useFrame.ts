/** The tables of the server: the one on screen, and codes of what its cells may refer to. */
import { useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ApiError, ask } from "~/api/client";
import { graphql, type VariablesOf } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import { kindOf } from "./columns";
import { frameOf, type Frame, type TableFrame } from "./frame";

const TABLE = graphql(`
  query TableFrame($kind: EntityKind!, $revision: Int, $columns: [String!]) {
    plan(revision: $revision) {
      table(kind: $kind, columns: $columns)
    }
  }
`);

const NULLABLE = graphql(`
  query FieldsOfType($name: String!) {
    __type(name: $name) {
      fields {
        name
        type {
          kind
        }
      }
    }
  }
`);

type Kind = VariablesOf<typeof TABLE>["kind"];

async function frame(kind: string, revision: number | null, columns: string[] | null, signal: AbortSignal): Promise<Frame> {
  const { plan } = await ask(TABLE, { kind: kind as Kind, revision, columns }, signal);
  const found = frameOf(plan.table as TableFrame);
  performance.mark("planner:data");
  return found;
}

/** Returns all columns of a kind, at the revision that the address asks for; the one before until the next is there. */
export function useFrame(kind: string): UseQueryResult<Frame> {
  const revision = useAskedRevision();
  return useQuery({
    queryKey: ["answer", "table", kind, revision],
    queryFn: ({ signal }) => frame(kind, revision, null, signal),
    placeholderData: (before) => (before?.kind === kind ? before : undefined),
    structuralSharing: false,
  });
}

/** Something that cells may refer to. */
export interface Target {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Returns everything of some types (such as Market), by type; what has not arrived yet is left out. */
export function useTargets(types: readonly string[]): ReadonlyMap<string, readonly Target[]> {
  return useQueries({
    queries: types.map((type) => ({
      queryKey: ["answer", "targets", type],
      queryFn: async ({ signal }: { signal: AbortSignal }) => [type, await targets(type, signal)] as const,
      structuralSharing: false,
    })),
    combine: byType,
  });
}

function byType(results: readonly UseQueryResult<readonly [string, readonly Target[]]>[]): ReadonlyMap<string, readonly Target[]> {
  return new Map(results.flatMap(({ data }) => (data === undefined ? [] : [data])));
}

async function targets(type: string, signal: AbortSignal): Promise<Target[]> {
  const found = await frame(kindOf(type), null, ["code", "name"], signal).catch((reason: unknown) => {
    if (reason instanceof ApiError && reason.code === "BAD_USER_INPUT") return frame(kindOf(type), null, ["code"], signal);
    throw reason;
  });
  return found.ids.map((id, row) => ({
    ...{ id, code: String(found.value(row, "code") ?? id), name: String(found.value(row, "name") ?? "") },
  }));
}

/** Returns the fields of a type that may be without a value; undefined until that is known. */
export function useNullable(type: string): ReadonlySet<string> | undefined {
  return useQuery({
    queryKey: ["nullable", type],
    queryFn: async ({ signal }) => {
      const { __type: found } = await ask(NULLABLE, { name: type }, signal);
      return new Set((found?.fields ?? []).flatMap((field) => (field.type.kind === "NON_NULL" ? [] : [field.name])));
    },
    structuralSharing: false,
  }).data;
}
