/** The board: cards and columns from the server's frame with the draft on top, and where each card lies. */
import { DELETED, type Overlay } from "~/editing/draft";
import { quarterLabel, quarterNumber, yearLabel } from "./quarters";

export const GROUPINGS = ["lineOfBusiness", "team", "objective", "programme", "policyArea", "market", "none"] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const SPANS = ["4q", "6q", "8q", "3y"] as const;
export type Span = (typeof SPANS)[number];
export const COMMITMENTS = ["COMMITTED", "STRETCH", "OUTLOOK"] as const;
export type Commitment = (typeof COMMITMENTS)[number];

export interface Coded {
  names: string[];
  index: (number | number[])[];
}

export interface BoardFrame {
  revision: number;
  fiscalYearStartMonth: number;
  quarters: { labels: string[]; first: string[]; last: string[] };
  /** Quarter of the status date, counted from the first one shown. */
  now: number;
  count: number;
  ids: string[];
  codes: string[];
  names: string[];
  plannedQuarter: string[];
  planned: (number | null)[];
  start: (number | null)[];
  finish: (number | null)[];
  startDay: (string | null)[];
  finishDay: (string | null)[];
  critical: boolean[];
  late: boolean[];
  status: Coded;
  commitment: Coded;
  percent: number[];
  begun: boolean[];
  must: boolean[];
  lineOfBusiness: Coded;
  policyArea: Coded;
  programme: Coded;
  team: Coded;
  objective: Coded;
  market: Coded;
  cells: { teamIds: string[]; codes: string[]; names: string[]; skills: string[]; supply: number[][]; demand: number[][] };
  needs: { card: number[]; cell: number[]; offset: number[]; days: number[] };
}

/** One initiative. Quarters are counted from the first one shown; null: none. */
export interface Card {
  row: number;
  id: string;
  code: string;
  name: string;
  /** As it was said; empty: not planned. */
  said: string;
  planned: number | null;
  start: number | null;
  finish: number | null;
  startDay: string | null;
  finishDay: string | null;
  commitment: Commitment | undefined;
  status: string;
  percent: number;
  must: boolean;
  critical: boolean;
  late: boolean;
  /** Begun work stays where it began. */
  begun: boolean;
  drafted: boolean;
  groups: readonly string[];
}

/** A column: some quarters in a row, or work that has none. */
export interface Column {
  key: string;
  kind: "aside" | "quarters" | "later";
  /** First and last quarter, counted from the first one shown. */
  from: number;
  to: number;
  label: string;
}

export interface Board {
  frame: BoardFrame;
  cards: readonly Card[];
  columns: readonly Column[];
  /** Number of the first quarter shown. */
  first: number;
  /** Column of each card by its position; -1: it is not shown. */
  column: Int8Array;
  /** Quarter in which each card starts, counted from the first one shown; NaN: none. It counts for the load, shown or not. */
  place: Float64Array;
}

export interface Arrangement {
  grouping: Grouping;
  /** Columns are years. */
  yearly: boolean;
  /** Cards without a quarter stand aside instead of lying by their dates. */
  aside: boolean;
  done: boolean;
  text: string;
}

/** Dates that a draft moves, by id: quarters counted from the first one shown. */
export type Moves = ReadonlyMap<string, Pick<Card, "start" | "finish" | "startDay" | "finishDay">>;

/** Returns the board of a frame under a draft. */
export function boardOf(frame: BoardFrame, overlay: Overlay, arrangement: Arrangement, moves: Moves = new Map()): Board {
  const first = quarterNumber(frame.quarters.labels[0] ?? "") ?? 0;
  const words = arrangement.text.toLowerCase().split(/\s+/).filter(Boolean);
  const cards: Card[] = [];
  for (let row = 0; row < frame.count; row += 1) {
    const values = overlay.get(frame.ids[row]!);
    if (values?.[DELETED] === true) continue;
    const card = cardOf(frame, row, values, first, arrangement.grouping);
    cards.push({ ...card, ...moves.get(card.id) });
  }
  const place = Float64Array.from(cards, (card) => placeOf(card, arrangement.aside));
  const columns = columnsOf(frame, first, arrangement, cards, place);
  const column = Int8Array.from(cards, (card, at) => (isShown(card, arrangement.done, words) ? columnOf(columns, card, place[at]!) : -1));
  return { frame, cards, columns, first, place, column };
}

function isShown(card: Card, done: boolean, words: readonly string[]): boolean {
  if (card.status === "CANCELLED" || (card.status === "DONE" && !done)) return false;
  const told = `${card.code} ${card.name} ${card.groups.join(" ")}`.toLowerCase();
  return words.every((word) => told.includes(word));
}

type Values = Readonly<Record<string, unknown>> | undefined;

function cardOf(frame: BoardFrame, row: number, values: Values, first: number, grouping: Grouping): Card {
  const text = (field: string, given: string) => (values?.[field] === undefined ? given : ((values[field] as string | null) ?? ""));
  const said = text("plannedQuarter", frame.plannedQuarter[row]!);
  const number = values?.["plannedQuarter"] === undefined ? undefined : quarterNumber(said);
  const status = text("status", nameOf(frame.status, row));
  const commitment = text("commitment", nameOf(frame.commitment, row));
  return {
    ...{ row, id: frame.ids[row]!, code: text("code", frame.codes[row]!), name: text("name", frame.names[row]!), said, status },
    planned: values?.["plannedQuarter"] === undefined ? frame.planned[row]! : number === undefined ? null : number - first,
    ...{ start: frame.start[row]!, finish: frame.finish[row]!, startDay: frame.startDay[row]!, finishDay: frame.finishDay[row]! },
    commitment: COMMITMENTS.find((name) => name === commitment),
    ...{ percent: frame.percent[row]!, must: frame.must[row]!, critical: frame.critical[row]!, late: frame.late[row]! },
    begun: frame.begun[row]! || status === "DONE" || status === "IN_PROGRESS",
    drafted: values !== undefined,
    groups: groupsOf(frame, row, values, grouping),
  };
}

function nameOf(coded: Coded, row: number): string {
  return coded.names[coded.index[row] as number] ?? "";
}

function groupsOf(frame: BoardFrame, row: number, values: Values, grouping: Grouping): string[] {
  if (grouping === "none") return [""];
  const drafted = grouping === "lineOfBusiness" || grouping === "policyArea" ? values?.[grouping] : undefined;
  if (typeof drafted === "string") return [drafted];
  const { names, index } = frame[grouping];
  const at = index[row]!;
  const found = (typeof at === "number" ? [at] : at).flatMap((one) => names[one] ?? []);
  return found.length === 0 ? [""] : found;
}

/** Returns the quarter in which a card lies: where it began, else what was planned, else its dates (unless aside). */
function placeOf(card: Card, aside: boolean): number {
  if (card.status === "CANCELLED") return Number.NaN;
  if (card.begun && card.start !== null) return card.start;
  if (card.planned !== null) return card.planned;
  return aside || card.start === null ? Number.NaN : card.start;
}

function columnsOf(frame: BoardFrame, first: number, { yearly, aside }: Arrangement, cards: readonly Card[], place: Float64Array): Column[] {
  const month = frame.fiscalYearStartMonth;
  const count = frame.quarters.labels.length;
  const columns: Column[] = [];
  if (aside || cards.some((card, at) => Number.isNaN(place[at]!) && !isOver(card))) {
    columns.push({ key: "aside", kind: "aside", from: Number.NaN, to: Number.NaN, label: "" });
  }
  for (let from = 0; from < count; ) {
    const to = yearly ? Math.min(count - 1, from + 3 - ((first + from) % 4)) : from;
    const label = yearly ? yearLabel(first + from, month) : frame.quarters.labels[from]!;
    columns.push({ key: label, kind: "quarters", from, to, label });
    from = to + 1;
  }
  if (place.some((at) => at >= count)) {
    columns.push({ key: "later", kind: "later", from: count, to: count, label: quarterLabel(first + count, month) });
  }
  return columns;
}

function isOver({ status }: Card): boolean {
  return status === "DONE" || status === "CANCELLED";
}

/** Work that was over before the first column is history; what should be, and is not, lies in the first. */
function columnOf(columns: readonly Column[], card: Card, place: number): number {
  if (Number.isNaN(place)) return isOver(card) ? -1 : columns.findIndex(({ kind }) => kind === "aside");
  if (place < 0 && card.status === "DONE" && (card.finish ?? -1) < 0) return -1;
  const lies = Math.max(place, 0);
  return columns.findIndex(({ kind, from, to }) => kind !== "aside" && lies >= from && (kind === "later" || lies <= to));
}

/** Whether a card began before the first column and goes on, or should have begun by then. */
export function isCarriedOver(card: Card): boolean {
  return card.begun && card.start !== null && card.start < 0 && card.status !== "DONE";
}

/** Whether it was planned for a quarter that is over and has not begun. */
export function isOverdue(card: Card): boolean {
  return !card.begun && card.planned !== null && card.planned < 0;
}

/** Whether its dates begin in another quarter than the one planned; those before it can still be held back. */
export function differs(card: Card): boolean {
  return !card.begun && card.planned !== null && card.start !== null && card.planned !== card.start;
}

/** Returns how many cards that began in an earlier column still run in a column. */
export function carriedInto(board: Board, column: Column): number {
  return board.cards.filter((card, at) => {
    const place = board.place[at]!;
    if (board.column[at]! < 0 || card.start === null || card.finish === null || card.status === "DONE") return false;
    return place < column.from && place + card.finish - card.start >= column.from;
  }).length;
}
