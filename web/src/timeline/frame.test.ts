import { expect, test } from "vitest";
import { SHAPE, slipOf } from "./chart";
import { chartOf, type Frame } from "./frame";
import { DAY, minutesOf } from "./time/days";

const ZERO = minutesOf(2027, 1, 4);
const none = { names: [], index: [-1, -1] };
const nothing = [null, null];

/** A piece of work of two weeks and a launch at its end. */
function frame(change: Partial<Frame> = {}): Frame {
  return {
    ...{ revision: 3, count: 2, fiscalYearStartMonth: 1, nearCriticalFloatDays: 5, ids: ["a", "l"], codes: ["A", "L"] },
    ...{ names: ["Work", "Launch"], parent: [-1, -1], startMinute: [ZERO + 480, ZERO + 11 * DAY + 1020] },
    ...{ finishMinute: [ZERO + 11 * DAY + 1020, ZERO + 11 * DAY + 1020], totalFloatDays: [0, 0], critical: [true, true] },
    ...{ percent: [0, 0], level: { names: ["INITIATIVE", "LAUNCH"], index: [0, 1] }, status: none, kind: none, quarter: none },
    ...{ owner: none, lineOfBusiness: none, policyArea: none, objective: none, programme: none, team: none, market: none, constraint: none },
    ...{ manual: [false, false], constraintMinute: nothing, deadlineMinute: nothing, targetMinute: nothing },
    ...{ actualStartMinute: nothing, actualFinishMinute: nothing, baselineStartMinute: nothing, baselineFinishMinute: nothing },
    baselines: { codes: [], names: [], lockedOn: [] },
    targets: { row: [], minute: [], market: { names: [], index: [] } },
    links: { ids: [], from: [], to: [], type: [], driving: [], violated: [] },
    obligations: { codes: [], names: [], date: [], when: [], work: [] },
    ...change,
  };
}

test("markets with the same date of their own are one wave, the earliest first", () => {
  const targets = { row: [1, 1, 1, 1], minute: [9, 30, 20, 30], market: { names: ["FR", "DE", "IN"], index: [-1, 0, 1, 2] } };
  expect([...chartOf(frame({ targets })).waves]).toEqual([
    [1, [{ at: 20, markets: ["DE"] }, { at: 30, markets: ["FR", "IN"] }]],
  ]);
});

test("without a baseline nothing has moved", () => {
  const chart = chartOf(frame());
  expect([chart.baseline, slipOf(chart, chart, 0), Array.from(chart.shape)]).toEqual([undefined, undefined, [SHAPE.bar, SHAPE.launch]]);
});

test("work has moved by the days from its last promised day to its last day", () => {
  const promised = (days: number) => ZERO + days * DAY;
  const chart = chartOf(
    frame({
      baselines: { codes: ["NEW", "OLD"], names: ["", ""], lockedOn: ["2027-01-02", "2026-10-01"] },
      baselineStartMinute: [promised(0), null],
      baselineFinishMinute: [promised(5), null],
    }),
  );
  expect(chart.baseline).toMatchObject({ code: "NEW", lockedOn: "2027-01-02" });
  expect([slipOf(chart, chart, 0), slipOf(chart, chart, 1)]).toEqual([7, undefined]);
  const dates = (finish: number) => ({ start: [0], finish: [finish], critical: [0] });
  expect([4 * DAY + 1020, 4 * DAY, 3 * DAY + 1439].map((at) => slipOf(chart, dates(ZERO + at), 0))).toEqual([0, 0, -1]);
  expect(slipOf(chart, dates(Number.NaN), 0)).toBeUndefined();
});
