import fc from "fast-check";
import { expect, test } from "vitest";
import { boardWith } from "./fixture";
import { linesOf, loadsOf, moved, percentOf, shownLines } from "./load";

const demandOf = (board: ReturnType<typeof boardWith>) => linesOf(board, loadsOf(board))[0]!.demand;

test("a card takes its demand with it, by whole quarters", () => {
  expect(demandOf(boardWith([{ code: "A", start: 0, needs: [30, 10] }]))).toEqual([30, 10, 0, 0]);
  expect(demandOf(boardWith([{ code: "A", start: 0, planned: "2027Q3", needs: [30, 10] }]))).toEqual([0, 0, 30, 10]);
  expect(demandOf(boardWith([{ code: "A", start: 0, planned: "2027Q4", needs: [30, 10] }]))).toEqual([0, 0, 0, 30]);
});

test("work that stands aside asks for nothing", () => {
  expect(demandOf(boardWith([{ code: "A", start: 0, needs: [30] }], { aside: true }))).toEqual([0, 0, 0, 0, 0]);
});

test("years are the sums of their quarters", () => {
  const board = boardWith([{ code: "A", start: 0, needs: [30, 10] }, { code: "B", start: 3, needs: [5, 7] }], { yearly: true });
  const [line] = linesOf(board, loadsOf(board));
  expect([line!.demand, line!.supply]).toEqual([[45, 7], [400, 400]]);
});

test("a carried card is told where it would be", () => {
  const board = boardWith([{ code: "A", start: 0, needs: [130] }]);
  const loads = loadsOf(board);
  expect(linesOf(board, moved(board, loads, 0, 1))[0]!.demand).toEqual([0, 130, 0, 0]);
  expect(linesOf(board, loads)[0]!.demand).toEqual([130, 0, 0, 0]);
});

test("moving there and back changes nothing", () => {
  const days = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 3 });
  const cards = fc.array(fc.record({ start: fc.integer({ min: -2, max: 5 }), needs: days }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(cards, fc.integer({ min: 0, max: 3 }), (said, to) => {
      const there = said.map((card, at) => ({ ...card, code: `C${at}` }));
      const board = boardWith(there);
      const loads = loadsOf(board);
      const away = moved(board, loads, 0, to);
      const from = board.place[0]!;
      const home = new Float64Array(board.place);
      home[0] = to;
      const back = moved({ ...board, place: home }, away, 0, from);
      expect([...back.demand]).toEqual([...loads.demand]);
    }),
  );
});

test("asked of nobody is more than any share", () => {
  expect([percentOf(0, 5), percentOf(0, 0), percentOf(50, 60)]).toEqual([Infinity, 0, 120]);
});

test("the fullest teams are shown, and always those that a card asks", () => {
  const line = (cell: number, demand: number, skill = "") => ({ cell, code: `T${skill === "" ? cell : 0}`, team: `T${cell}`, skill, supply: [100], demand: [demand] });
  const lines = [line(0, 90), line(1, 120, "ML"), line(2, 10), line(3, 50)];
  expect(shownLines(lines, 2, new Set()).map(({ cell }) => cell)).toEqual([1, 0]);
  expect(shownLines(lines, 2, new Set([2])).map(({ cell }) => cell)).toEqual([1, 2]);
});
