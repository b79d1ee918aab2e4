/** The selected rows: one is in the address and in the side panel, more can be added to it here. */
import { useCallback, useMemo, useState } from "react";
import { useSelection } from "~/app/view";
import type { Chart } from "../chart";

export interface Selected {
  rows: ReadonlySet<number>;
  select: (row: number, more: boolean) => void;
  selectMany: (rows: readonly number[]) => void;
}

export function useSelected(chart: Chart): Selected {
  const [code, setCode] = useSelection();
  const [others, setOthers] = useState<{ with: string; codes: readonly string[] }>({ with: "", codes: [] });
  const kept = others.with === code ? others.codes : NONE;
  const rows = useMemo(() => {
    const places = new Map(chart.codes.map((item, row) => [item, row]));
    const found = [code, ...kept].flatMap((item) => places.get(item) ?? []);
    return new Set(found);
  }, [chart.codes, code, kept]);
  const put = useCallback(
    (codes: readonly string[]) => {
      const [first = "", ...rest] = codes;
      setOthers({ with: first, codes: rest });
      setCode(first);
    },
    [setCode],
  );
  const select = useCallback(
    (row: number, more: boolean) => {
      const chosen = chart.codes[row];
      if (chosen === undefined) put([]);
      else if (!more) put([chosen]);
      else {
        const before = [...rows].map((item) => chart.codes[item]!);
        put(before.includes(chosen) ? before.filter((item) => item !== chosen) : [...before, chosen]);
      }
    },
    [chart.codes, rows, put],
  );
  const selectMany = useCallback((some: readonly number[]) => put(some.map((row) => chart.codes[row]!)), [chart.codes, put]);
  return { rows, select, selectMany };
}

const NONE: readonly string[] = [];
