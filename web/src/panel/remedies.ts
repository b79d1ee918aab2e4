/** The edits of a proposed move, from the form in which the plan stores values to operations of the API. Pure. */
import { operationOf } from "~/editing/operations";
import type { Operation } from "~/editing/draft";

/** One edit as `RemedyMove.operations` gives it. */
export interface StoredEdit {
  readonly action: "create" | "update" | "delete";
  readonly kind: string;
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Returns the operations of some moves together. Moves change dates, amounts and links, never choices. */
export function operationsOfMoves(moves: readonly { operations: unknown }[]): Operation[] {
  return moves.flatMap((move) => (move.operations as StoredEdit[]).map(operationOfStored));
}

function operationOfStored({ action, kind, id, values }: StoredEdit): Operation {
  const named = Object.entries(values).map(([name, value]) => [camel(name), value]);
  return operationOf({ action, kind: pascal(kind), target: id, values: Object.fromEntries(named) as StoredEdit["values"] });
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function pascal(name: string): string {
  const plain = camel(name);
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
