import { expect, test } from "vitest";
import { chartWith, sceneOf, ZERO } from "../fixture";
import { paintBody } from "../paint/body";
import { svgOf } from "../paint/svg";
import { DAY, isoText } from "../time/days";
import { proposedDates } from "./proposal";

const item = (code: string) => ({ id: code, code, name: code });

test("proposed dates lie at their rows; others keep theirs", () => {
  const moved = [{ item: item("B"), startAfter: "2027-01-05T08:00:00", finishAfter: "2027-01-06T17:00:00" }];
  const { rows, start, finish } = proposedDates(["A", "B"], moved);
  expect([rows, start[0], finish[0]]).toEqual([[1], Number.NaN, Number.NaN]);
  expect([isoText(start[1]!), isoText(finish[1]!)]).toEqual(["2027-01-05T08:00:00", "2027-01-06T17:00:00"]);
});

test("a proposal is drawn striped over the present bar", () => {
  const chart = chartWith([{ code: "A", days: [0, 10], lob: "X" }]);
  const proposed = { rows: [0], start: Float64Array.of(ZERO + 5 * DAY), finish: Float64Array.of(ZERO + 15 * DAY) };
  const list = paintBody({ ...sceneOf(chart), proposed }, [], { origin: ZERO, perDay: 4 }, { left: 0, top: 0, width: 400, height: 200 });
  const [stripes] = [...list.layers.overlay.stripes.values()];
  expect(stripes!.filter((_, at) => at % 2 === 0)).toEqual([20, 40]);
  expect(list.layers.bars.rounds.size).toBe(1);
  expect(svgOf(list)).toContain('fill="url(#stripes-');
});
