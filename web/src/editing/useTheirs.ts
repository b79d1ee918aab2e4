/** What the conflict dialog has to know of the revisions in between: who, which items, and the values before. */
import { useEffect, useState } from "react";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { newestRevision } from "~/api/live";
import { conflictKey, type Conflict } from "./conflicts";
import { revisionsSince, valueBefore, type Revision } from "./news";

export interface Background {
  /** Newest revision that was looked at. */
  readonly revision: number;
  readonly authors: readonly string[];
  /** Codes by id, or what the history calls what has none, such as a link. */
  readonly names: ReadonlyMap<string, string>;
  /** Values of the revision that the draft is based on, by conflict. */
  readonly before: ReadonlyMap<string, unknown>;
}

const NOTHING: Background = { revision: 0, authors: [], names: new Map(), before: new Map() };

const CODES = graphql(`
  query CodesInConflict($ids: [ID!]!) {
    plan {
      revision
    }
    nodes(ids: $ids) {
      __typename
      id
      ... on Work {
        code
      }
    }
  }
`);

/** Returns the background of some conflicts, empty until it is known. */
export function useTheirs(base: number, conflicts: readonly Conflict[]): Background {
  const [found, setFound] = useState(NOTHING);
  useEffect(() => {
    const given = new AbortController();
    void backgroundOf(base, conflicts, given.signal).then(setFound, () => undefined);
    return () => given.abort();
  }, [base, conflicts]);
  return found;
}

async function backgroundOf(base: number, conflicts: readonly Conflict[], signal: AbortSignal): Promise<Background> {
  const ids = [...new Set(conflicts.map(({ target }) => target))].slice(0, 200);
  const { plan, nodes } = await ask(CODES, { ids }, signal);
  const revisions = await revisionsSince(base, Math.max(plan.revision, newestRevision()), signal);
  return {
    revision: plan.revision,
    authors: authorsOf(revisions, conflicts),
    names: new Map([
      ...revisions.flatMap(({ changes = [] }) => changes.map(({ id, label }) => [id, label] as const)),
      ...nodes.flatMap((node) => (node !== null && "code" in node ? [[node.id, node.code] as const] : [])),
    ]),
    before: new Map(
      conflicts.map((one) => [conflictKey(one), one.field && valueBefore(revisions, one.target, one.field)]),
    ),
  };
}

function authorsOf(revisions: readonly Revision[], conflicts: readonly Conflict[]): string[] {
  const targets = new Set(conflicts.map(({ target }) => target));
  const touching = revisions.filter(({ changes = [] }) => changes.some(({ id }) => targets.has(id)));
  return [...new Set(touching.map(({ author }) => author))];
}
