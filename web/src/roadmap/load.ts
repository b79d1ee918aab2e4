/** What teams are asked for as the cards lie: each card's demand, moved with it by whole quarters. */
import type { Board, Column } from "./board";

/** A team, or those of it with a skill, over the columns of the board; person-days. */
export interface Line {
  cell: number;
  team: string;
  code: string;
  skill: string;
  supply: readonly number[];
  demand: readonly number[];
}

/** Demand and supply of every cell by quarter shown: `demand[cell * quarters + quarter]`. */
export interface Loads {
  quarters: number;
  demand: Float64Array;
  supply: Float64Array;
  /** Where the needs of each row of the frame begin, and the row after. */
  needsOf: Int32Array;
}

/** Returns the load of a board: what cards ask where they lie, and what is asked beside them by its dates. */
export function loadsOf(board: Board): Loads {
  const { frame, cards, place } = board;
  const quarters = frame.quarters.labels.length;
  const cells = frame.cells.codes.length;
  const needsOf = startsOf(frame.needs.card, frame.count);
  const demand = Float64Array.from({ length: cells * quarters }, (_, at) => frame.cells.demand[Math.floor(at / quarters)]![at % quarters]!);
  const supply = Float64Array.from({ length: cells * quarters }, (_, at) => frame.cells.supply[Math.floor(at / quarters)]![at % quarters]!);
  const loads = { quarters, demand, supply, needsOf };
  cards.forEach((card, at) => {
    const lies = place[at]!;
    const from = frame.start[card.row];
    if (from == null || lies === from) return;
    shift(frame.needs, loads, card.row, from, -1);
    if (!Number.isNaN(lies)) shift(frame.needs, loads, card.row, lies, 1);
  });
  return loads;
}

/** Adds the needs of a row, as if it began in a quarter, to the demand; with sign -1 it takes them off. */
export function shift(needs: Board["frame"]["needs"], { demand, quarters, needsOf }: Loads, row: number, place: number, sign: 1 | -1): void {
  for (let at = needsOf[row]!; at < needsOf[row + 1]!; at += 1) {
    const quarter = place + needs.offset[at]!;
    if (quarter < 0 || quarter >= quarters) continue;
    const cell = needs.cell[at]! * quarters + quarter;
    demand[cell] = Math.max(0, demand[cell]! + sign * needs.days[at]!);
  }
}

/** Returns the load with one card in another quarter (NaN: in none). */
export function moved(board: Board, loads: Loads, card: number, to: number): Loads {
  const next = { ...loads, demand: loads.demand.slice() };
  const { row } = board.cards[card]!;
  const from = board.place[card]!;
  if (board.frame.start[row] === null || from === to) return loads;
  if (!Number.isNaN(from)) shift(board.frame.needs, next, row, from, -1);
  if (!Number.isNaN(to)) shift(board.frame.needs, next, row, to, 1);
  return next;
}

/** Returns the cells over the columns of the board; columns without quarters have nothing. */
export function linesOf({ frame, columns }: Board, { quarters, demand, supply }: Loads): Line[] {
  const sum = (values: Float64Array, cell: number, { kind, from, to }: Column) => {
    if (kind !== "quarters") return 0;
    let total = 0;
    for (let quarter = from; quarter <= to; quarter += 1) total += values[cell * quarters + quarter]!;
    return total;
  };
  return frame.cells.codes.map((code, cell) => ({
    ...{ cell, code, team: frame.cells.names[cell]!, skill: frame.cells.skills[cell]! },
    supply: columns.map((column) => sum(supply, cell, column)),
    demand: columns.map((column) => sum(demand, cell, column)),
  }));
}

/** Returns demand in per cent of supply; Infinity where something is asked of nobody. */
export function percentOf(supply: number, demand: number): number {
  if (demand <= 0.005) return 0;
  return supply <= 0 ? Infinity : (demand / supply) * 100;
}

/** Returns the highest share of a line over all columns. */
export function peakOf(line: Line): number {
  return Math.max(0, ...line.supply.map((supply, at) => percentOf(supply, line.demand[at]!)));
}

/** Returns the cells that a card asks of. */
export function cellsOf(board: Board, { needsOf }: Loads, row: number): ReadonlySet<number> {
  return new Set(board.frame.needs.cell.slice(needsOf[row], needsOf[row + 1]));
}

/** Returns the lines to show: the fullest, of each team the whole and such skills as are fuller and over; `asked` always. */
export function shownLines(lines: readonly Line[], most: number, asked: ReadonlySet<number>): Line[] {
  const peaks = new Map(lines.map((line) => [line.cell, peakOf(line)]));
  const whole = new Map(lines.filter(({ skill }) => skill === "").map(({ code, cell }) => [code, peaks.get(cell)!]));
  const worth = (line: Line) => line.skill === "" || (peaks.get(line.cell)! > 100 && peaks.get(line.cell)! > whole.get(line.code)!);
  const order = (a: Line, b: Line) => peaks.get(b.cell)! - peaks.get(a.cell)! || a.cell - b.cell;
  const first = lines.filter(worth).sort(order).slice(0, most);
  const missing = lines.filter((line) => asked.has(line.cell) && line.skill === "" && !first.includes(line));
  return [...first.slice(0, Math.max(0, most - missing.length)), ...missing];
}

/** Returns where the entries of each row begin in a sorted column. */
function startsOf(rows: readonly number[], count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const row of rows) starts[row + 1] = starts[row + 1]! + 1;
  for (let row = 0; row < count; row += 1) starts[row + 1] = starts[row + 1]! + starts[row]!;
  return starts;
}
