/** The stored row of a gate, or what drafts it: one for everything that a draft hangs on the gate. */
import { newRef, useMerged } from "~/editing/draft";
import { type Operation, operationOf } from "~/editing/operations";

export interface GatePlace {
  launch: string;
  /** Code; null: the launch names none. */
  market: string | null;
  template: string;
  /** Id of what is stored of the gate; null: nothing is yet. */
  gate: string | null;
}

/** Returns what refers to the row, and the operations that must come first. */
export function useGateRow({ launch, market, template, gate }: GatePlace): { row: string; first: Operation[] } {
  const drafted = useMerged().find(
    ({ kind, action, values }) =>
      kind === "Gate" && action === "create" && values["launch"] === launch && values["template"] === template && (values["market"] ?? null) === market,
  );
  if (gate !== null || drafted !== undefined) return { row: gate ?? drafted!.target, first: [] };
  const row = `ref:${newRef()}`;
  const values = { launch, template, ...(market !== null && { market }) };
  return { row, first: [operationOf({ action: "create", kind: "Gate", target: row, values })] };
}
