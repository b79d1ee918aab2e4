/** Which of the moves to name first: that of a launch, then the largest. */
import type { Move } from "./preview";

/** Returns moves with launches first, each part by size of the move of the finish, then by code. */
export function ranked(moves: readonly Move[]): Move[] {
  const size = (move: Move) => Math.abs(move.finishWorkingDays) || Math.abs(move.startWorkingDays);
  const launch = (move: Move) => Number(move.work.__typename === "Launch");
  return moves.toSorted(
    (a, b) => launch(b) - launch(a) || size(b) - size(a) || a.work.code.localeCompare(b.work.code),
  );
}

/** Returns the move to name in a few words; undefined if nothing finishes on another day. */
export function headline(moves: readonly Move[]): Move | undefined {
  return ranked(moves).find((move) => move.finishWorkingDays !== 0);
}
