import { expect, test } from "vitest";
import { SHAPE } from "../chart";
import { ZERO, chartWith } from "../fixture";
import { DAY } from "../time/days";
import { joined, laneOperation, moveIntent, progressIntent, resizeIntent } from "./edits";
import type { Edit } from "./gesture";
import { aimed, linkBetween, loopOf } from "./linking";
import { outcomeOf, type Drag, type Rippled } from "./outcome";
import { mondayToFriday, snapToWorkingDay, workingDayAfter, workingDaysBetween } from "./working";

// 1 January 2027 is a Friday; day 3 is a Monday.
const chart = chartWith(
  [
    { code: "A", days: [3, 8] },
    { code: "B", days: [10, 15], constraint: "MFO" },
    { code: "H", days: [3, 8], manual: true },
    { code: "S", days: [3, 8], begun: true },
    { code: "R", days: [3, 8], shape: SHAPE.rollup },
    { code: "L", days: [17, 18], shape: SHAPE.launch },
    { code: "N", days: [3, 8], constraint: "SNET", parent: 4 },
  ],
  [[0, 1], [1, 5]],
);
const move = (row: number, days: number) => moveIntent(chart, row, days * DAY, mondayToFriday);

test("working days", () => {
  expect(snapToWorkingDay(ZERO + 1 * DAY, mondayToFriday)).toBe(ZERO);
  expect(snapToWorkingDay(ZERO + 2 * DAY, mondayToFriday)).toBe(ZERO + 3 * DAY);
  expect(workingDayAfter(ZERO, 1, mondayToFriday)).toBe(ZERO + 3 * DAY);
  expect(workingDayAfter(ZERO + 3 * DAY, -5, mondayToFriday)).toBe(ZERO - 4 * DAY);
  expect(workingDaysBetween(ZERO, ZERO + 7 * DAY, mondayToFriday)).toBe(5);
});

test("ordinary work gets a start no earlier than, on a working day", () => {
  expect(move(0, 5)).toMatchObject({
    operations: [{ updateInitiative: { id: "id A", changes: { constraint: "SNET", constraintDate: "2027-01-08T00:00:00" } } }],
    note: { key: "movesSNET" },
  });
});

test("a constraint on the finish moves as one on the finish", () => {
  expect(move(1, 7)).toMatchObject({
    operations: [{ updateInitiative: { changes: { constraintDate: "2027-01-22T17:00:00" } } }],
    note: { key: "movesMFO" },
  });
});

test("work dated by hand moves with its length, of a launch the target moves", () => {
  expect(move(2, 7)).toMatchObject({
    operations: [{ updateInitiative: { changes: { manualStart: "2027-01-11T09:00:00", manualFinish: "2027-01-15T17:00:00" } } }],
  });
  expect(move(5, 7)).toMatchObject({ operations: [{ updateLaunch: { changes: { targetDate: "2027-01-25T23:59:00" } } }] });
});

test("roll-ups and begun work do not move, and say why", () => {
  expect([move(4, 3), move(3, 3)]).toMatchObject([{ refused: { key: "isInferred" } }, { refused: { key: "hasBegun" } }]);
});

test("stretching sets whole working days, at least one", () => {
  const to = (day: number) => resizeIntent(chart, 0, ZERO + day * DAY, mondayToFriday);
  expect(to(14)).toMatchObject({ operations: [{ updateInitiative: { changes: { duration: "10d" } } }], note: { days: 10 } });
  expect(to(-9)).toMatchObject({ operations: [{ updateInitiative: { changes: { duration: "1d" } } }] });
  expect(progressIntent(chart, 0, 0.43)).toMatchObject({ operations: [{ updateInitiative: { changes: { percentComplete: 45 } } }] });
});

test("a new lane is a new value of the field, joined with the move", () => {
  const intent = move(0, 5);
  const lane = laneOperation(chart, 0, "owner", "Ada")!;
  expect(laneOperation(chart, 0, "team", "X")).toBeUndefined();
  expect(joined([...("refused" in intent ? [] : intent.operations), lane])).toEqual([
    {
      updateInitiative: {
        id: "id A",
        changes: { constraint: "SNET", constraintDate: "2027-01-08T00:00:00", owner: "Ada" },
      },
    },
  ]);
});

const edit: Edit = {
  ...{ kind: "edit", mode: "move", row: 0, bar: 0, rows: [0], x0: 0, y0: 0 },
  ...{ lane: undefined, outcome: undefined, keyed: undefined },
};
const still: Rippled = { start: chart.start, finish: chart.finish, critical: chart.critical, moved: [], confirming: false };
const later = (rows: readonly number[], days: number): Rippled => ({
  ...still,
  finish: Array.from(chart.finish, (at, row) => (rows.includes(row) ? at + days * DAY : at)),
  moved: rows,
});
const drag = (ripple: Drag["ripple"]): Drag => ({ chart, grouping: "none", works: () => mondayToFriday, ripple });

test("effects name launches first and leave out what was dragged", () => {
  const outcome = outcomeOf(drag(() => later([0, 1, 5], 7)), edit, 7 * DAY);
  expect(outcome.effects).toEqual([{ row: 5, days: 7 }, { row: 1, days: 7 }]);
});

test("work that its predecessors hold writes nothing; a constraint that no longer matters goes", () => {
  expect(outcomeOf(drag(() => still), edit, -3 * DAY)).toMatchObject({ operations: [], note: { key: "isHeld" } });
  const constrained = { ...edit, row: 6, rows: [6] };
  expect(outcomeOf(drag(() => still), constrained, -3 * DAY)).toMatchObject({
    operations: [{ updateInitiative: { id: "id N", changes: { constraint: "ASAP", constraintDate: null } } }],
    note: { key: "becomesFree" },
  });
});

test("a link that closes a loop carries the loop", () => {
  expect(loopOf(chart, 5, 0)).toEqual([0, 1, 5]);
  expect(loopOf(chart, 0, 5)).toBeUndefined();
  expect(loopOf(chart, 4, 6)).toEqual([6, 4]);
  expect([linkBetween(chart, 0, 1), linkBetween(chart, 1, 0)]).toEqual([0, -1]);
  const pull = { kind: "link", row: 5, end: "finish", x: 0, y: 0, target: undefined, loop: undefined, keyed: false } as const;
  expect(aimed(chart, pull, { row: 0, end: "start" }).loop).toEqual([0, 1, 5]);
  expect(aimed(chart, pull, { row: 5, end: "start" }).target).toBeUndefined();
});
