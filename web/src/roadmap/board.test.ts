import { expect, test } from "vitest";
import { boardOf, carriedInto, differs, isCarriedOver, isOverdue } from "./board";
import { PLAIN, boardWith, frameOf } from "./fixture";
import { loadsOf } from "./load";
import { labelAt, placeIn, plannedByDates, replanned } from "./moves";

const columnOf = (board: ReturnType<typeof boardWith>, at = 0) => board.columns[board.column[at]!]?.key;

test("a card lies where it was planned, else by its dates", () => {
  const board = boardWith([{ code: "A", start: 2 }, { code: "B", start: 2, planned: "2027Q4" }]);
  expect([columnOf(board, 0), columnOf(board, 1)]).toEqual(["2027Q3", "2027Q4"]);
  expect([differs(board.cards[0]!), differs(board.cards[1]!)]).toEqual([false, true]);
});

test("what was planned for a quarter that is over lies in the first", () => {
  const board = boardWith([{ code: "A", planned: "2026Q3", start: 1 }]);
  expect([columnOf(board), isOverdue(board.cards[0]!)]).toEqual(["2027Q1", true]);
});

test("running work lies where it began, and carried-over work in the first column", () => {
  const board = boardWith([{ code: "A", start: -1, finish: 1, status: "IN_PROGRESS", planned: "2027Q3" }]);
  expect([columnOf(board), isCarriedOver(board.cards[0]!)]).toEqual(["2027Q1", true]);
  expect(board.columns.map((column) => carriedInto(board, column))).toEqual([1, 1, 0, 0]);
});

test("work without a quarter stands aside if asked to", () => {
  const cards = [{ code: "A", start: 1 }, { code: "B", start: 1, planned: "2027Q2" }];
  const board = boardWith(cards, { aside: true });
  expect(board.columns.map(({ kind }) => kind)).toEqual(["aside", "quarters", "quarters", "quarters", "quarters"]);
  expect([columnOf(board, 0), columnOf(board, 1)]).toEqual(["aside", "2027Q2"]);
});

test("what begins after the last quarter lies in a column of its own", () => {
  const board = boardWith([{ code: "A", start: 6 }]);
  expect([columnOf(board), board.columns.at(-1)!.label]).toEqual(["later", "2028Q1"]);
});

test("done and cancelled work is not shown, unless asked for", () => {
  const cards = [{ code: "A", status: "DONE" }, { code: "B", status: "CANCELLED" }];
  expect([...boardWith(cards).column]).toEqual([-1, -1]);
  expect([...boardWith(cards, { done: true }).column]).toEqual([0, -1]);
});

test("the draft moves cards at once", () => {
  const overlay = new Map([["id A", { plannedQuarter: "2027Q4", commitment: "STRETCH" }]]);
  const board = boardWith([{ code: "A", start: 0 }], {}, overlay);
  expect([columnOf(board), board.cards[0]!.commitment, board.cards[0]!.drafted]).toEqual(["2027Q4", "STRETCH", true]);
});

test("a row of years keeps the quarter of the year when a card moves", () => {
  const board = boardWith([{ code: "A", start: 2 }], { yearly: true });
  expect(board.columns.map(({ key, from, to }) => [key, from, to])).toEqual([["2027", 0, 3], ["2028", 4, 7]]);
  expect(labelAt(board, placeIn(board, 0, board.columns[1]!))).toBe("2028Q3");
});

test("a move is one edit of the planned quarter, a move aside takes it away", () => {
  const board = boardWith([{ code: "A", planned: "2027Q1" }], { aside: true });
  const [aside, , second] = board.columns;
  expect(replanned(board.cards[0]!, labelAt(board, placeIn(board, 0, second!)))).toEqual([
    { updateInitiative: { id: "id A", changes: { plannedQuarter: "2027Q2" } } },
  ]);
  expect(labelAt(board, placeIn(board, 0, aside!))).toBe("");
});

test("planning by dates leaves alone what is planned, running or without dates", () => {
  const board = boardWith([
    { code: "A", start: 1 },
    { code: "B", start: 1, planned: "2027Q4" },
    { code: "C", start: 0, status: "IN_PROGRESS" },
    { code: "D", start: null },
  ]);
  expect(plannedByDates(board)).toEqual([{ updateInitiative: { id: "id A", changes: { plannedQuarter: "2027Q2" } } }]);
});

test("words narrow what is shown, not what is asked of teams", () => {
  const board = boardWith([{ code: "A", planned: "2027Q2" }, { code: "B", planned: "2027Q2" }], { text: "name b" });
  expect([[...board.column], [...board.place]]).toEqual([[-1, 1], [1, 1]]);
});

test("dates that the draft moves count at once, and the load goes with them", () => {
  const moves = new Map([["id A", { start: 2, finish: 2, startDay: "2027-07-01", finishDay: "2027-09-01" }]]);
  const board = boardOf(frameOf([{ code: "A", start: 0, needs: [30] }]), new Map(), PLAIN, moves);
  expect(columnOf(board)).toBe("2027Q3");
  expect([...loadsOf(board).demand.slice(0, 4)]).toEqual([0, 0, 30, 0]);
});
