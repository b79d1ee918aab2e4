/** The lines on screen: filtered, sorted, grouped. */
import { useMemo, useState } from "react";
import { filtered } from "../arrange/filtering";
import { linesOf, type Lines } from "../arrange/grouping";
import { sorted } from "../arrange/sorting";
import type { Column } from "../data/columns";
import type { Sheet } from "../data/sheet";
import type { Say } from "../data/useSay";
import type { ViewState } from "./state";

interface Kept {
  readonly made: readonly unknown[];
  readonly rows: Int32Array;
}

/**
 * Returns the lines of a sheet. Rows keep their places while cells are edited, so that nothing jumps away under the
 * cursor; they are put in order again when the view changes, rows come or go, or another revision arrives.
 */
export function useArranged(sheet: Sheet, view: ViewState, shown: readonly Column[], say: Say): Lines {
  const { filters, sort, text, group, closed } = view;
  const searched = useMemo(() => shown.filter(isSearched), [shown]);
  const names = searched.map((column) => column.name).join();
  const made = [sheet.frame, sheet.count, filters, sort, text, text === "" ? "" : names, say];
  const [kept, keep] = useState<Kept>();
  let rows = kept?.rows;
  if (rows === undefined || kept?.made.some((part, at) => part !== made[at])) {
    rows = sorted(filtered(sheet, filters, text, searched, say), sort, sheet, say);
    keep({ made, rows });
  }
  return useMemo(() => {
    const by = group.flatMap((name) => sheet.column(name) ?? []);
    return linesOf(rows, by, new Set(closed), sheet, say);
  }, [rows, group, closed, sheet, say]);
}

function isSearched({ type }: Column): boolean {
  return type === "text" || type === "reference" || type === "choice";
}
