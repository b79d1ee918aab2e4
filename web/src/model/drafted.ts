/** The portfolio with the draft in it, at once from the page's own schedule, then as the server confirms it. */
import { useMemo } from "react";
import { useMerged, useOverlay, usePreview, type Preview } from "~/editing/draft";
import { operationsOf } from "~/editing/steps";
import { confirmedRipple, draftedPortfolio } from "./drafting";
import { type Portfolio, type PortfolioAnswer, usePortfolio } from "./portfolio";
import { type Ripple, useRipple } from "./ripple";

export interface DraftedAnswer extends PortfolioAnswer {
  /** The portfolio without the draft. */
  saved?: Portfolio;
  /** What the draft does to dates; none without a draft. */
  ripple?: Ripple;
  /** Whether the dates are the page's guess until the server answers. */
  confirming: boolean;
}

/** Returns the portfolio under the draft. */
export function useDraftedPortfolio(): DraftedAnswer {
  const answer = usePortfolio();
  const { portfolio: saved } = answer;
  const { compute } = useRipple();
  const merged = useMerged();
  const overlay = useOverlay();
  const preview = usePreview();
  const computed = useMemo(
    () => (merged.length === 0 || saved === undefined ? undefined : compute(operationsOf(merged))),
    [merged, saved, compute],
  );
  const isSame = useMemo(() => JSON.stringify(preview.sent) === JSON.stringify(merged), [preview, merged]);
  const ripple = useMemo(
    () => (computed && saved && isSame ? confirmed(saved, computed, preview) : computed),
    [computed, saved, isSame, preview],
  );
  const portfolio = useMemo(
    () => (ripple && saved ? draftedPortfolio(saved, overlay, ripple) : saved),
    [ripple, saved, overlay],
  );
  return {
    ...answer,
    ...(portfolio && { portfolio }),
    ...(saved && { saved }),
    ...(ripple && { ripple }),
    confirming: ripple?.confirming ?? false,
  };
}

/** Returns a ripple that only the server could tell with what it told; any other is exact already. */
function confirmed(saved: Portfolio, ripple: Ripple, { answer, pending }: Preview): Ripple {
  if (!ripple.confirming || pending || answer?.accepted !== true) return ripple;
  const moves = answer.moves.map(({ work, startAfter, finishAfter }) => ({
    id: work.id,
    start: startAfter,
    finish: finishAfter,
  }));
  return confirmedRipple(saved, ripple, moves);
}
