/** What differs between two proposals. */
import type { Chosen, Proposal } from "./proposals";

export interface Difference {
  /** Share of the value of all that can be chosen, from 0 to 1. */
  value: [number, number];
  joined: readonly Chosen[];
  left: readonly Chosen[];
  shifted: readonly { row: Chosen; from: string; to: string }[];
}

/** Returns how a proposal differs from another. */
export function differenceOf(one: Proposal, other: Proposal): Difference {
  const there = new Map(other.initiatives.map((row) => [row.initiative.id, row]));
  const here = new Set(one.initiatives.map((row) => row.initiative.id));
  const isIn = (row: Chosen | undefined) => row !== undefined && row.state !== "LEFT_OUT";
  const difference = { joined: [] as Chosen[], left: [] as Chosen[], shifted: [] as Difference["shifted"][number][] };
  for (const row of one.initiatives) {
    const before = there.get(row.initiative.id);
    if (isIn(row) && !isIn(before)) difference.joined.push(row);
    else if (!isIn(row) && isIn(before)) difference.left.push(row);
    else if (isIn(row) && row.quarter !== before?.quarter) {
      difference.shifted.push({ row, from: before?.quarter ?? "", to: row.quarter ?? "" });
    }
  }
  difference.left.push(...other.initiatives.filter((row) => isIn(row) && !here.has(row.initiative.id)));
  return { value: [valueOf(one), valueOf(other)], ...difference };
}

/** Returns the share of all value that is chosen or runs. */
export function valueOf({ initiatives }: Proposal): number {
  return initiatives.reduce((sum, { state, value }) => (state === "LEFT_OUT" ? sum : sum + value), 0);
}
