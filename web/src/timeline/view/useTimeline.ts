/** The chart on screen: the saved timeline with the draft on top, and what computes ripples over both. */
import { useCallback, useMemo } from "react";
import { renew } from "~/api/answers";
import { useMerged, useOverlay, type Operation } from "~/editing/draft";
import { operationsOf } from "~/editing/steps";
import { usePortfolio } from "~/model/portfolio";
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
  const { portfolio, error } = usePortfolio();
  const data = useMemo(() => (portfolio === undefined ? undefined : chartOf(portfolio.frame as unknown as Frame)), [portfolio]);
  const { compute } = useRipple();
  const merged = useMerged();
  const overlay = useOverlay();
  const drafted = useMemo(() => operationsOf(merged), [merged]);
  const rippled = useMemo(() => (drafted.length === 0 ? undefined : compute(drafted)), [compute, drafted]);
  const dates = data !== undefined && rippled !== undefined && rippled.start.length >= data.count ? rippled : data;
  const chart = useMemo(
    () => (data === undefined || dates === undefined ? undefined : draftedChart(data, overlay, dates)),
    [data, dates, overlay],
  );
  const ripple = useCallback(
    (operations: readonly Operation[]) => movedFrom(dates, compute([...drafted, ...operations])),
    [compute, drafted, dates],
  );
  return { chart, saved: dates === data ? undefined : data, error, retry: () => void renew(), ripple };
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
