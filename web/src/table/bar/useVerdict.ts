/** What the server says of a paste on top of the draft, before anything is drafted. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { useDraft } from "~/editing/draft";
import { merge } from "~/editing/merge";
import { editOf, operationOf } from "~/editing/operations";
import type { Sheet } from "../data/sheet";
import { operationsFor } from "../edit/changes";
import type { Landed } from "../edit/pasting";

const CHECK = graphql(`
  query CheckPaste($operations: [PlanOperation!]!, $expectedRevision: Int) {
    preview(operations: $operations, expectedRevision: $expectedRevision) {
      userErrors {
        message
        hint
        field
        operation
      }
    }
  }
`);

export interface Verdict {
  readonly pending: boolean;
  /** The server's reason against a cell, by `row column`; of a row as a whole under each of its cells. */
  readonly reasons: ReadonlyMap<string, string>;
  /** What it has against the whole, or that it could not be asked. */
  readonly general: readonly string[];
}

/** Returns the server's word on the cells that a paste would change. */
export function useVerdict(sheet: Sheet, sound: readonly Landed[]): Verdict {
  const { steps, base } = useDraft();
  const sent = useMemo(() => {
    const edits = operationsFor(sheet, sound.map(({ row, column, value }) => ({ row, column: column.name, value: value ?? null }))).map(editOf);
    return merge([...steps.map((step) => step.edits), edits]);
  }, [sheet, sound, steps]);
  const { data, error, isFetching } = useQuery({
    queryKey: ["paste", sent, base],
    queryFn: ({ signal }) => ask(CHECK, { operations: sent.map(operationOf), expectedRevision: base > 0 ? base : null }, signal),
    enabled: sound.length > 0,
    structuralSharing: false,
    retry: false,
    gcTime: 0,
  });
  return useMemo(() => {
    const reasons = new Map<string, string>();
    const general: string[] = error === null ? [] : [error.message];
    for (const { operation, field, message, hint } of data?.preview.userErrors ?? []) {
      const target = operation === null ? undefined : sent[operation]?.target;
      const text = [message, hint].filter((part) => part !== "").join(" ");
      const cells = sound.filter(({ row, column }) => sheet.id(row) === target && (field === null || field.includes(column.name)));
      const meant = cells.length > 0 ? cells : sound.filter(({ row }) => sheet.id(row) === target);
      if (meant.length === 0) general.push(text);
      for (const { row, column } of meant) reasons.set(`${row} ${column.name}`, text);
    }
    return { pending: isFetching, reasons, general };
  }, [data, error, isFetching, sent, sound, sheet]);
}
