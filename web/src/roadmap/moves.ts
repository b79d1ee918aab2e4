/** What a gesture on the board does to the plan: one step of the draft. */
import type { Operation } from "~/editing/draft";
import { type Board, type Card, type Column, type Commitment } from "./board";
import { quarterLabel } from "./quarters";

/** Returns the quarter that a card goes to in a column, NaN for none: within a year the same quarter of it as before. */
export function placeIn(board: Board, card: number, { kind, from, to }: Column): number {
  if (kind === "aside") return Number.NaN;
  const before = board.place[card]!;
  if (from === to || Number.isNaN(before)) return from;
  const ofYear = (((board.first + before) % 4) + 4) % 4;
  const first = ((board.first + from) % 4 + 4) % 4;
  return Math.min(to, Math.max(from, from + ofYear - first));
}

/** Returns what a place is called in the plan; empty: not planned. */
export function labelAt({ first, frame }: Board, place: number): string {
  return Number.isNaN(place) ? "" : quarterLabel(first + place, frame.fiscalYearStartMonth);
}

/** Whether a card can be moved by hand: begun work lies where it began. */
export function canMove(card: Card): boolean {
  return !card.begun;
}

/** Returns the edits that plan a card for a quarter. */
export function replanned(card: Card, quarter: string): Operation[] {
  return [{ updateInitiative: { id: card.id, changes: { plannedQuarter: quarter } } }];
}

/** Returns the edits that say how firm cards are; undefined: not said. */
export function committed(cards: readonly Card[], commitment: Commitment | undefined): Operation[] {
  return cards.map(({ id }) => ({ updateInitiative: { id, changes: { commitment: commitment ?? null } } }));
}

/** Returns the edits that plan every card for the quarter in which it lies by its dates; none for those that are planned. */
export function plannedByDates(board: Board): Operation[] {
  return board.cards.flatMap((card) =>
    card.begun || card.said !== "" || card.start === null || card.start < 0 || card.status === "CANCELLED" ? [] : replanned(card, labelAt(board, card.start)),
  );
}
