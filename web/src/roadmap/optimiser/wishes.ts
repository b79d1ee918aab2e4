/** What the user asks of a choice of quarters, as the form holds it and as the server takes it. */
import type { Board } from "../board";
import { quarterLabel, quarterNumber } from "../quarters";
import type { Request } from "./proposals";

export interface Wishes {
  first: string;
  quarters: number;
  model: string;
  seconds: number;
  committed: number;
  /** Most initiatives at a time; 0: no limit. */
  most: number;
  /** Ids. */
  forceIn: readonly string[];
  forceOut: readonly string[];
  /** Whether what is committed keeps its quarter. */
  locked: boolean;
  nextFte: boolean;
}

/** The quarter after the one of the status date is planned as a rule, or the first one shown if that is later: running quarters are full. */
export function usualWishes(board: Board): Wishes {
  const first = quarterLabel(board.first + Math.max(0, board.frame.now + 1), board.frame.fiscalYearStartMonth);
  const quarters = Math.min(4, board.frame.quarters.labels.length);
  return { first, quarters, model: "", seconds: 5, committed: 1, most: 0, forceIn: [], forceOut: [], locked: false, nextFte: true };
}

/** Returns the quarters that a choice may begin with. */
export function firstQuarters({ first, frame }: Board): string[] {
  return Array.from({ length: 12 }, (_, step) => quarterLabel(first + step, frame.fiscalYearStartMonth));
}

export function requestOf(board: Board, wishes: Wishes): Request {
  const kept = wishes.locked ? lockedOf(board, wishes) : [];
  const named = new Set(kept.map(({ initiative }) => initiative));
  return {
    ...{ firstQuarter: wishes.first, quarters: wishes.quarters, seconds: wishes.seconds, committedQuarters: wishes.committed },
    forceIn: [...kept, ...wishes.forceIn.filter((id) => !named.has(id)).map((initiative) => ({ initiative }))],
    ...{ forceOut: [...wishes.forceOut], nextFte: wishes.nextFte, prices: 20 },
    ...(wishes.model !== "" && { model: wishes.model }),
    ...(wishes.most > 0 && { mostRunning: [{ most: wishes.most }] }),
  };
}

/** Cards that are committed to a quarter of the choice keep it. */
function lockedOf({ cards }: Board, { first, quarters, forceOut }: Wishes): { initiative: string; quarter: string }[] {
  const begin = quarterNumber(first)!;
  return cards.flatMap(({ id, said, commitment, begun }) => {
    const at = quarterNumber(said);
    const within = at !== undefined && at >= begin && at < begin + quarters;
    return within && commitment === "COMMITTED" && !begun && !forceOut.includes(id) ? [{ initiative: id, quarter: said }] : [];
  });
}
