/** The chart on screen: the saved timeline with the draft on top, and what computes ripples over both. */
import { useCallback, useMemo } from "react";
import { renew } from "~/api/answers";
import { useMerged, useOverlay, type Operation } from "~/editing/draft";
import { operationsOf } from "~/editing/steps";
import { useDraftedPortfolio } from "~/model/drafted";
import { useRipple } from "~/model/ripple";
import type { Chart, Dates } from "../chart";
import { draftedChart } from "../drafted";
import { chartOf, type Frame } from "../frame";
import type { Rippled } from "../gesture/outcome";

export interface Timeline {
  /** With the draft; undefined while nothing has arrived. */
  chart: Chart | undefined;
  /** Dates without the draft; undefined where there is none. */
  saved: Dates | undefined;
  error: Error | undefined;
  retry: () => void;
  /** Returns the dates under some edits on top of the draft. */
  ripple: (operations: readonly Operation[]) => Rippled;
}

export function useTimeline(): Timeline {
  const { portfolio, saved, error } = useDraftedPortfolio();
  const data = useMemo(() => (saved === undefined ? undefined : chartOf(saved.frame as unknown as Frame)), [saved]);
  const { compute } = useRipple();
  const merged = useMerged();
  const overlay = useOverlay();
  const drafted = useMemo(() => operationsOf(merged), [merged]);
  const isDrafted = portfolio !== undefined && portfolio !== saved;
  const chart = useMemo(
    () => (data === undefined || !isDrafted ? data : draftedChart(data, portfolio, overlay)),
    [data, isDrafted, portfolio, overlay],
  );
  const ripple = useCallback(
    (operations: readonly Operation[]) => movedFrom(chart, compute([...drafted, ...operations])),
    [compute, drafted, chart],
  );
  return { chart, saved: isDrafted ? data : undefined, error, retry: () => void renew(), ripple };
}

/** Rows that move against what is on screen, not against what is saved. */
function movedFrom(before: Dates | undefined, after: Rippled): Rippled {
  if (before === undefined || after.start.length < before.start.length) return { ...after, moved: [] };
  const moved: number[] = [];
  for (let row = 0; row < before.start.length; row += 1) {
    if (before.start[row] !== after.start[row] || before.finish[row] !== after.finish[row]) moved.push(row);
  }
  return { ...after, moved };
}
