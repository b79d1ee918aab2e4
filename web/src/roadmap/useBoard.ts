/** The board on screen: the server's frame under the draft. */
import { useMemo } from "react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useOverlay } from "~/editing/draft";
import { useDraftedPortfolio } from "~/model/drafted";
import { type Portfolio, useAskedRevision } from "~/model/portfolio";
import { isoDay, quarterOf } from "~/timeline/time/days";
import { type Board, type BoardFrame, type Moves, boardOf } from "./board";
import { quarterNumber } from "./quarters";
import { type Settings, quartersIn } from "./settings";

const BOARD = graphql(`
  query RoadmapBoard($revision: Int, $from: String, $quarters: Int!) {
    plan(revision: $revision) {
      roadmapBoard(fromQuarter: $from, quarters: $quarters)
    }
  }
`);

export function useBoard({ from, span, group, aside, done, text }: Settings) {
  const revision = useAskedRevision();
  const overlay = useOverlay();
  const variables = { revision, from: from === "" ? null : from, quarters: quartersIn(span) };
  const { data, error, refetch, isPlaceholderData } = useAnswer(BOARD, variables);
  const frame = data?.plan.roadmapBoard as BoardFrame | undefined;
  const { portfolio, saved } = useDraftedPortfolio();
  const board = useMemo<Board | undefined>(() => {
    if (frame === undefined) return undefined;
    const moves = movesOf(frame, saved, portfolio);
    return boardOf(frame, overlay, { grouping: group, yearly: span === "3y", aside, done, text }, moves);
  }, [frame, saved, portfolio, overlay, group, span, aside, done, text]);
  return { board, error, retry: () => void refetch(), settling: isPlaceholderData, editable: revision === null };
}

/** Returns the dates that the draft moves. */
function movesOf({ quarters, fiscalYearStartMonth }: BoardFrame, saved: Portfolio | undefined, drafted: Portfolio | undefined): Moves {
  const moves = new Map() as Map<string, { start: number; finish: number; startDay: string; finishDay: string }>;
  if (saved === undefined || drafted === undefined || saved === drafted) return moves;
  const first = quarterNumber(quarters.labels[0] ?? "") ?? 0;
  const since = (at: number) => {
    const { year, quarter } = quarterOf(at, fiscalYearStartMonth);
    return year * 4 + quarter - 1 - first;
  };
  for (let row = 0; row < saved.count; row += 1) {
    const [start, finish] = [drafted.start[row]!, drafted.finish[row]!];
    if (Number.isNaN(start) || (start === saved.start[row] && finish === saved.finish[row])) continue;
    const last = finish > start ? finish - 1 : finish;
    moves.set(drafted.ids[row]!, { start: since(start), finish: since(last), startDay: isoDay(start), finishDay: isoDay(last) });
  }
  return moves;
}
