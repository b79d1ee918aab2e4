/** A case of a plan and operations on it, worked out: what tests compare with the server's schedule. */
import type { Operation } from "~/editing/operations";
import { lookup } from "./columns";
import { type NetworkFrame, planOf } from "./networkFrame";
import { Rippling } from "./rippling";

/** A plan as frames, some operations on it, and the dates that the server gives it after them. */
export interface Case {
  network: NetworkFrame;
  ids: string[];
  codes: string[];
  linkIds: string[];
  operations: Operation[];
  expected: Expected;
}

/** By row; null where the work has no dates. Starts and finishes are minutes since 1970. */
export interface Expected {
  start: (number | null)[];
  finish: (number | null)[];
  totalFloatDays: (number | null)[];
  critical: boolean[];
  nearCritical: boolean[];
}

export interface Evaluated extends Expected {
  confirming: boolean;
  loop: number[];
}

export function ripplingOf(given: Case): Rippling {
  const names = { ...lookup(given.codes, given.ids), links: { ids: given.linkIds } };
  return new Rippling(planOf(given.network), names);
}

/** Returns what the page computes; work that the operations create comes last, in order. */
export function evaluated(given: Case): Evaluated {
  const ripple = ripplingOf(given).compute(given.operations);
  return {
    start: numbers(ripple.start),
    finish: numbers(ripple.finish),
    totalFloatDays: numbers(ripple.totalFloatDays),
    critical: Array.from(ripple.critical, Boolean),
    nearCritical: Array.from(ripple.nearCritical, Boolean),
    confirming: ripple.confirming,
    loop: [...(ripple.loop ?? [])],
  };
}

function numbers(column: Float64Array): (number | null)[] {
  return Array.from(column, (value) => (Number.isNaN(value) ? null : value));
}
