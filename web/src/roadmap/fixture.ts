/** Boards for tests: a few cards said by hand, or thousands by rule. */
import type { Overlay } from "~/editing/draft";
import { type Arrangement, type Board, type BoardFrame, boardOf } from "./board";

export interface Said {
  code: string;
  lob?: string;
  teams?: number[];
  start?: number | null;
  finish?: number;
  planned?: string;
  commitment?: string;
  status?: string;
  must?: boolean;
  /** Person-days of the first team by quarter after the start. */
  needs?: number[];
}

export const PLAIN: Arrangement = { grouping: "lineOfBusiness", yearly: false, aside: false, done: false, text: "" };

export function frameOf(cards: readonly Said[], quarters = 4, month = 1, supply = 100): BoardFrame {
  const coded = (values: readonly (string | undefined)[]) => {
    const names = [...new Set(values.flatMap((value) => value ?? []))];
    return { names, index: values.map((value) => (value === undefined ? -1 : names.indexOf(value))) };
  };
  const label = (at: number) => (month === 1 ? `${2027 + Math.floor(at / 4)}Q${(at % 4) + 1}` : `FY${27 + Math.floor(at / 4)} Q${(at % 4) + 1}`);
  const list = Array.from({ length: quarters }, (_, at) => at);
  const needs = cards.flatMap(({ needs = [] }, card) => needs.map((days, offset) => ({ card, cell: 0, offset, days })));
  const demand = list.map((quarter) =>
    needs.filter(({ card, offset }) => (cards[card]!.start ?? 0) + offset === quarter).reduce((sum, { days }) => sum + days, 0),
  );
  const none = coded(cards.map(() => undefined));
  const start = cards.map(({ start = 0 }) => start);
  return {
    ...{ revision: 1, fiscalYearStartMonth: month, now: 0, count: cards.length },
    quarters: { labels: list.map(label), first: list.map(String), last: list.map(String) },
    ...{ ids: cards.map(({ code }) => `id ${code}`), codes: cards.map(({ code }) => code), names: cards.map(({ code }) => `Name of ${code}`) },
    plannedQuarter: cards.map(({ planned = "" }) => planned),
    planned: cards.map(({ planned = "" }) => (planned === "" ? null : list.map(label).indexOf(planned) >= 0 ? list.map(label).indexOf(planned) : -1)),
    ...{ start, finish: cards.map(({ finish }, at) => finish ?? start[at]!) },
    ...{ startDay: start.map((at) => (at === null ? null : `2027-0${at + 1}-01`)), finishDay: start.map((at) => (at === null ? null : `2027-0${at + 2}-01`)) },
    ...{ critical: cards.map(() => false), late: cards.map(() => false), percent: cards.map(() => 0) },
    status: coded(cards.map(({ status }) => status ?? "APPROVED")),
    commitment: coded(cards.map(({ commitment }) => commitment)),
    ...{ begun: cards.map(({ status }) => status === "IN_PROGRESS" || status === "DONE"), must: cards.map(({ must }) => must ?? false) },
    ...{ lineOfBusiness: coded(cards.map(({ lob }) => lob)), policyArea: none, objective: none, programme: none, market: none },
    team: { names: ["Alpha", "Beta"], index: cards.map(({ teams }) => teams ?? [0]) },
    cells: {
      ...{ teamIds: ["a", "b"], codes: ["A", "B"], names: ["Alpha", "Beta"], skills: ["", ""] },
      ...{ supply: [list.map(() => supply), list.map(() => 0)], demand: [demand, list.map(() => 0)] },
    },
    needs: {
      ...{ card: needs.map(({ card }) => card), cell: needs.map(({ cell }) => cell) },
      ...{ offset: needs.map(({ offset }) => offset), days: needs.map(({ days }) => days) },
    },
  };
}

export function boardWith(cards: readonly Said[], arrangement: Partial<Arrangement> = {}, overlay: Overlay = new Map()): Board {
  return boardOf(frameOf(cards, arrangement.yearly ? 8 : 4), overlay, { ...PLAIN, ...arrangement });
}
