/** Where cards lie on the board: groups as rows, columns as stacks of cards of one height. Pure; lengths are pixels. */
import { COMMITMENTS, type Board, type Card } from "./board";

export const CARD = 78;
export const GAP = 6;
export const PITCH = CARD + GAP;
const PADDING = 8;
const LEAST = 44;

export interface Row {
  key: string;
  closed: boolean;
  top: number;
  height: number;
  /** Positions of cards by column, from top to bottom. */
  stacks: readonly (readonly number[])[];
  count: number;
}

/** A card in one of the groups that it belongs to. */
export interface Spot {
  group: number;
  column: number;
  /** Place in its stack. */
  at: number;
}

export interface Layout {
  rows: readonly Row[];
  height: number;
}

/** Returns the rows of a board: groups by name, what belongs nowhere last. */
export function layoutOf(board: Board, closed: ReadonlySet<string>): Layout {
  const order = board.cards.map((_, at) => at).sort((a, b) => compare(board, a, b));
  const groups = new Map<string, number[][]>();
  for (const at of order) {
    const column = board.column[at]!;
    if (column < 0) continue;
    for (const key of board.cards[at]!.groups) {
      let stacks = groups.get(key);
      if (stacks === undefined) groups.set(key, (stacks = board.columns.map(() => [])));
      stacks[column]!.push(at);
    }
  }
  const keys = [...groups.keys()].sort((a, b) => Number(a === "") - Number(b === "") || a.localeCompare(b));
  let top = 0;
  const rows = keys.map((key): Row => {
    const stacks = groups.get(key)!;
    const most = Math.max(...stacks.map((stack) => stack.length));
    const shut = closed.has(key);
    const height = shut ? LEAST : Math.max(LEAST, most * PITCH - GAP + 2 * PADDING);
    const row = { key, closed: shut, top, height, stacks, count: stacks.reduce((sum, stack) => sum + stack.length, 0) };
    top += height;
    return row;
  });
  return { rows, height: top };
}

/** Committed first, then stretch, outlook and what is not said; within them what must be done, then by start. */
function compare({ cards, place }: Board, a: number, b: number): number {
  const [one, other] = [cards[a]!, cards[b]!];
  return tier(one) - tier(other) || Number(other.must) - Number(one.must) || (place[a]! || 0) - (place[b]! || 0)
    || compareText(one.startDay ?? "~", other.startDay ?? "~") || compareText(one.code, other.code);
}

/** Days and codes are in order as they are written. */
function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function tier({ begun, commitment }: Card): number {
  if (begun) return -1;
  return commitment === undefined ? COMMITMENTS.length : COMMITMENTS.indexOf(commitment);
}

/** Returns the top of a card within its row. */
export function topOf(at: number): number {
  return PADDING + at * PITCH;
}

/** Returns the rows, and of each the cards by place in their stack, that lie between two heights. */
export function seenRows({ rows }: Layout, from: number, to: number): { row: Row; first: number; last: number }[] {
  return rows
    .filter((row) => row.top < to && row.top + row.height > from)
    .map((row) => ({
      row,
      first: Math.max(0, Math.floor((from - row.top - PADDING) / PITCH)),
      last: row.closed ? -1 : Math.ceil((to - row.top - PADDING) / PITCH),
    }));
}

/** Returns where a card lies in a group; undefined if it is not on the board. */
export function spotOf({ rows }: Layout, key: string, card: number): Spot | undefined {
  const group = rows.findIndex((row) => row.key === key);
  const column = rows[group]?.stacks.findIndex((stack) => stack.includes(card)) ?? -1;
  return column < 0 ? undefined : { group, column, at: rows[group]!.stacks[column]!.indexOf(card) };
}

/** Returns the spot that an arrow leads to; the same one where there is nothing further. */
export function neighbour({ rows }: Layout, spot: Spot, key: string): Spot {
  if (key === "ArrowDown" || key === "ArrowUp") return upOrDown(rows, spot, key === "ArrowDown" ? 1 : -1);
  const step = key === "ArrowRight" ? 1 : -1;
  const { stacks } = rows[spot.group]!;
  for (let column = spot.column + step; column >= 0 && column < stacks.length; column += step) {
    const found = nearest(rows, spot, column);
    if (found !== undefined) return found;
  }
  return spot;
}

function upOrDown(rows: readonly Row[], { group, column, at }: Spot, step: 1 | -1): Spot {
  if (rows[group]!.stacks[column]![at + step] !== undefined) return { group, column, at: at + step };
  for (let next = group + step; next >= 0 && next < rows.length; next += step) {
    const { closed, stacks } = rows[next]!;
    const size = stacks[column]!.length;
    if (!closed && size > 0) return { group: next, column, at: step > 0 ? 0 : size - 1 };
  }
  return { group, column, at };
}

/** Returns the card of a column that is nearest in height, in the same group if that has one. */
function nearest(rows: readonly Row[], spot: Spot, column: number): Spot | undefined {
  const own = rows[spot.group]!.stacks[column]!.length;
  if (own > 0) return { group: spot.group, column, at: Math.min(spot.at, own - 1) };
  const middle = rows[spot.group]!.top;
  const others = rows.flatMap((row, group) => (row.closed || row.stacks[column]!.length === 0 ? [] : [{ group, distance: Math.abs(row.top - middle) }]));
  others.sort((a, b) => a.distance - b.distance);
  return others[0] === undefined ? undefined : { group: others[0].group, column, at: 0 };
}
