/** What other people's revisions mean for the draft: which of its fields they touch, and what to tell. */
import { ask } from "~/api/client";
import { graphql, type ResultOf } from "~/api/graphql";
import type { Merged } from "./merge";

const NEWS = graphql(`
  query News($first: Int!) {
    history(first: $first) {
      nodes {
        number
        author
        size
      }
    }
  }
`);

const DETAILS = graphql(`
  query NewsInDetail($first: Int!) {
    history(first: $first) {
      nodes {
        number
        author
        size
        changes {
          action
          type
          id
          label
          fields {
            field
            before
          }
          node {
            __typename
            id
            ... on Work {
              code
            }
          }
        }
      }
    }
  }
`);

type Told = ResultOf<typeof NEWS>["history"]["nodes"][number];
type Detailed = ResultOf<typeof DETAILS>["history"]["nodes"][number];

/** A revision of somebody else; without `changes` it was too large to look into. */
export type Revision = Told & { readonly changes?: Detailed["changes"] };

/** A drafted field that a revision changed too; no field: one of both deleted the entity. */
export interface Clash {
  readonly author: string;
  readonly target: string;
  readonly code: string | undefined;
  readonly field: string | undefined;
}

const MOST_REVISIONS = 50;
const MOST_CHANGES = 2000;

/** Returns the revisions after `before`, oldest first, up to `now`. */
export async function revisionsSince(before: number, now: number, signal?: AbortSignal): Promise<Revision[]> {
  const first = Math.min(now - before, MOST_REVISIONS);
  if (first <= 0) return [];
  const { history } = await ask(NEWS, { first }, signal);
  const size = history.nodes.reduce((sum, one) => sum + one.size, 0);
  const nodes = size <= MOST_CHANGES ? (await ask(DETAILS, { first }, signal)).history.nodes : history.nodes;
  return nodes.filter(({ number }) => number > before && number <= now).reverse();
}

/** Returns where some revisions touch what is drafted, the newest word on each field. */
export function clashesOf(revisions: readonly Revision[], merged: readonly Merged[]): Clash[] {
  const drafted = new Map(merged.filter((edit) => edit.action !== "create").map((edit) => [edit.target, edit]));
  const found = new Map<string, Clash>();
  for (const { author, changes = [] } of revisions) {
    for (const change of changes) {
      const edit = drafted.get(change.id);
      if (edit === undefined) continue;
      const code = change.node !== null && "code" in change.node ? change.node.code : undefined;
      const whole = edit.action === "delete" || change.action === "DELETE";
      const fields = whole ? [undefined] : change.fields.map(({ field }) => field).filter((name) => name in edit.values);
      for (const field of fields) found.set(`${change.id} ${field}`, { author, target: change.id, code, field });
    }
  }
  return [...found.values()];
}

/** Whether all revisions could be looked into and none touches what is drafted: the draft can follow silently. */
export function followable(revisions: readonly Revision[], merged: readonly Merged[]): boolean {
  return revisions.every(({ changes }) => changes !== undefined) && clashesOf(revisions, merged).length === 0;
}

/** Returns the value that a field had before the first of some revisions that changed it. */
export function valueBefore(revisions: readonly Revision[], target: string, field: string): unknown {
  for (const { changes = [] } of revisions) {
    const found = changes.find(({ id }) => id === target)?.fields.find((one) => one.field === field);
    if (found !== undefined) return found.before;
  }
  return undefined;
}
