import { expect, test } from "vitest";
import { boardWith } from "../fixture";
import { requestOf, usualWishes } from "./wishes";

const board = boardWith([
  { code: "A", planned: "2027Q2", commitment: "COMMITTED" },
  { code: "B", planned: "2027Q2", commitment: "OUTLOOK" },
  { code: "C", planned: "2027Q2", commitment: "COMMITTED", status: "IN_PROGRESS" },
]);

test("the quarter after the present one is chosen for, as a rule", () => {
  expect(requestOf(board, usualWishes(board))).toEqual({
    ...{ firstQuarter: "2027Q2", quarters: 4, seconds: 5, committedQuarters: 1, forceIn: [], forceOut: [], nextFte: true, prices: 20 },
  });
});

test("who looks at later quarters chooses for the first of them", () => {
  const later = { ...board, frame: { ...board.frame, now: -3 } };
  expect(usualWishes(later).first).toBe("2027Q1");
  expect(usualWishes({ ...later, frame: { ...later.frame, now: 2 } }).first).toBe("2027Q4");
});

test("what is committed keeps its quarter if asked to, unless it is kept out", () => {
  const wishes = { ...usualWishes(board), locked: true, forceIn: ["id A", "id B"], most: 7, model: "RICE" };
  expect(requestOf(board, wishes)).toMatchObject({
    forceIn: [{ initiative: "id A", quarter: "2027Q2" }, { initiative: "id B" }],
    mostRunning: [{ most: 7 }],
    model: "RICE",
  });
  expect(requestOf(board, { ...wishes, forceIn: [], forceOut: ["id A"] }).forceIn).toEqual([]);
});
