/** Decisions on a merge: for each field that both sides have set, whose value holds. */

export type Keep = "MINE" | "THEIRS";


/** One thing to decide, by id and field of an entity; without a field, the whole entity. */
export interface Spot {
  readonly id: string;
  readonly field: string | null;
}

/** By their spots, as `mergeScenario` takes them. */
export type Decisions = ReadonlyMap<string, Spot & { readonly keep: Keep }>;

/** Returns the name under which a conflict is decided. */
export function spotKey({ id, field }: Spot): string {
  return `${id} ${field ?? ""}`;
}

/** Returns the decisions with one more for each of some conflicts. */
export function decided(decisions: Decisions, conflicts: readonly Spot[], keep: Keep): Decisions {
  return new Map([...decisions, ...conflicts.map(({ id, field }) => [spotKey({ id, field }), { id, field, keep }] as const)]);
}

interface Proposed {
  readonly conflicts: readonly Spot[];
  readonly clashes: readonly { readonly severity: string; readonly message: string }[];
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly hint: string }[];
}

/** What keeps a merge from being done: decisions that are open, clashes that nobody has accepted, what can only be mended. */
export interface Obstacles {
  readonly undecided: number;
  readonly unaccepted: boolean;
  /** Whether a clash is an error, which cannot be accepted. */
  readonly broken: boolean;
  /** Reasons against it beside conflicts and clashes, which are said by themselves. */
  readonly errors: Proposed["userErrors"];
}

export function obstaclesOf({ conflicts, clashes, userErrors }: Proposed, decisions: Decisions, accepted: boolean): Obstacles {
  const said = new Set(clashes.map(({ message }) => message));
  return {
    undecided: conflicts.filter((one) => !decisions.has(spotKey(one))).length,
    unaccepted: clashes.length > 0 && !accepted,
    broken: clashes.some(({ severity }) => severity === "ERROR"),
    errors: userErrors.filter(({ code, message }) => code !== "CONFLICT" && !said.has(message)),
  };
}
