/** The drafted values of each entity, so that every view draws the draft before the server has confirmed it. */
import type { Merged } from "./merge";

/** By global id, or `ref:NAME` of something created: values by field, and the two marks below. */
export type Overlay = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** In an overlay: the kind of something that the draft creates. */
export const CREATED = "$created";
/** In an overlay: true for what the draft deletes. */
export const DELETED = "$deleted";

/** Returns the overlay of a merged draft. */
export function overlayOf(merged: readonly Merged[]): Overlay {
  return new Map(merged.map((edit) => [edit.target, marked(edit)]));
}

function marked({ action, kind, values }: Merged): Record<string, unknown> {
  if (action === "create") return { ...values, [CREATED]: kind };
  return action === "delete" ? { [DELETED]: true } : { ...values };
}
