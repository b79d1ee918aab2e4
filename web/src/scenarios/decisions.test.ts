import { expect, test } from "vitest";
import { decided, obstaclesOf } from "./decisions";

const LAG = { id: "d1", field: "lag", title: "Lag" };
const WHOLE = { id: "w1", field: null, title: "" };
const NONE = { conflicts: [], clashes: [], userErrors: [] };

test("the last decision on a field holds, and goes to the server without what was shown", () => {
  const first = decided(new Map(), [LAG, WHOLE], "THEIRS");
  expect([...decided(first, [LAG], "MINE").values()]).toEqual([
    { id: "d1", field: "lag", keep: "MINE" },
    { id: "w1", field: null, keep: "THEIRS" },
  ]);
});

test("each conflict wants a decision; what conflicts and clashes say is not said again", () => {
  const overload = { severity: "WARNING", message: "106 %" };
  const userErrors = [
    { code: "CONFLICT", message: "lag is now 1w", hint: "" },
    { code: "RULE_BROKEN", message: "106 %", hint: "" },
    { code: "REFUSED", message: "merged already", hint: "" },
  ];
  const proposed = { conflicts: [LAG, WHOLE], clashes: [overload], userErrors };
  const errors = [{ code: "REFUSED", message: "merged already", hint: "" }];
  expect(obstaclesOf(proposed, decided(new Map(), [LAG], "MINE"), false)).toEqual({ undecided: 1, unaccepted: true, broken: false, errors });
  expect(obstaclesOf(proposed, new Map(), true).unaccepted).toBe(false);
});

test("a broken rule cannot be accepted", () => {
  const loop = { severity: "ERROR", message: "a loop" };
  expect(obstaclesOf({ ...NONE, clashes: [loop] }, new Map(), true)).toEqual({ undecided: 0, unaccepted: false, broken: true, errors: [] });
});
