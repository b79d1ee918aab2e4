/** The tables of the server: the one on screen, and codes of what its cells may refer to. */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ApiError, ask } from "~/api/client";
import { graphql, type VariablesOf } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import { kindOf } from "./columns";
import { frameOf, type Frame, type TableFrame, type Value } from "./frame";

const TABLE = graphql(`
  query TableFrame($kind: EntityKind!, $revision: Int, $columns: [String!]) {
    plan(revision: $revision) {
      table(kind: $kind, columns: $columns)
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

/** Returns everything of some types (such as Market), by type; nothing until all have arrived. */
export function useTargets(types: readonly string[]): ReadonlyMap<string, readonly Target[]> {
  const { data } = useQuery({
    queryKey: ["answer", "targets", ...types],
    queryFn: async ({ signal }) => {
      const found = await Promise.all(types.map((type) => targets(type, signal)));
      return new Map(types.map((type, at) => [type, found[at] ?? []]));
    },
    structuralSharing: false,
  });
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, readonly Target[]> = new Map();

async function targets(type: string, signal: AbortSignal): Promise<Target[]> {
  const found = await frame(kindOf(type), null, ["code", "name"], signal).catch((reason: unknown) => {
    if (reason instanceof ApiError && reason.code === "BAD_USER_INPUT") return frame(kindOf(type), null, ["code"], signal);
    throw reason;
  });
  return found.ids.map((id, row) => ({
    ...{ id, code: textOf(found.value(row, "code")) || id, name: textOf(found.value(row, "name")) },
  }));
}

function textOf(value: Value): string {
  return typeof value === "string" ? value : "";
}
