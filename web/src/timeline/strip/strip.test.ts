import { expect, test } from "vitest";
import { paletteOf } from "~/app/palette";
import { DAY, minutesOf } from "../time/days";
import { paintStrip, pixelsOf, STRIP_HEIGHT } from "./paintStrip";
import { isOver, largest, lengthAt, partAt, percentAt, periodAt, stripOfTeam, stripOfTeams } from "./strip";

const PERIODS = { labels: ["2027-01", "2027-02"], first: ["2027-01-01", "2027-02-01"], last: ["2027-01-31", "2027-02-28"] };
const TEAM = stripOfTeam({ ...PERIODS, supply: [20, 10], demand: [15, 14], codes: ["A", "B"], names: ["a", "b"], periods: [[0, 1], [1]], days: [[15, 4], [10]] });

test("a team's strip stacks what asks for it", () => {
  expect([percentAt(TEAM, 0), percentAt(TEAM, 1), isOver(TEAM, 0), isOver(TEAM, 1), TEAM.highest]).toEqual([75, 140, false, true, 20]);
  expect(largest(TEAM, 1).map(({ code }) => code)).toEqual(["B", "A"]);
  expect([partAt(TEAM, 1, 3)?.code, partAt(TEAM, 1, 5)?.code, partAt(TEAM, 1, 15)?.code]).toEqual(["A", "B", undefined]);
});

test("the strip of all teams has no skills twice, and the smallest in one part", () => {
  const codes = Array.from({ length: 11 }, (_, at) => `T${at}`);
  const frame = { ...PERIODS, codes: [...codes, "T0"], names: codes, skills: [...codes.map(() => ""), "ML"] };
  const table = [...codes.map((_, at) => [at + 1, 0]), [99, 99]];
  const strip = stripOfTeams({ ...frame, supply: table, demand: table });
  expect(strip.parts.map(({ code }) => code)).toEqual(["T10", "T9", "T8", "T7", "T6", "T5", "T4", "T3", ""]);
  expect([strip.demand[0], strip.parts.at(-1)!.days[0]]).toEqual([66, 6]);
});

test("instants lie in periods", () => {
  const at = (month: number, day: number) => periodAt(TEAM, minutesOf(2027, month, day));
  expect([at(1, 1), at(1, 31), at(2, 1), at(2, 28), at(3, 1), periodAt(TEAM, minutesOf(2026, 12, 31))]).toEqual([0, 0, 1, 1, -1, -1]);
});

test("periods have room at every zoom", () => {
  expect([0.3, 3, 20].map(lengthAt)).toEqual(["QUARTER", "MONTH", "WEEK"]);
});

test("what is missing is striped, above the line of what there is", () => {
  const scale = { origin: minutesOf(2027, 1), perDay: 4 };
  const look = { palette: paletteOf("light"), percent: (value: number) => `${Math.round(value)}%`, active: -1 };
  const { layers } = paintStrip(TEAM, look, scale, 0, 400);
  const [[colour, stripes]] = [...layers.overlay.stripes] as [[string, number[]]];
  const [x, y, width, height] = stripes as [number, number, number, number];
  expect([colour, x, width]).toEqual([look.palette.critical, 31 * 4 + 1, 28 * 4 - 2]);
  expect([y, y + height]).toEqual([STRIP_HEIGHT - Math.round(pixelsOf(TEAM, 14)), STRIP_HEIGHT - Math.round(pixelsOf(TEAM, 10))]);
  expect(layers.labels.texts.map(({ text }) => text)).toEqual(["75%", "▲ 140%"]);
  expect(TEAM.edges[2]! - TEAM.edges[1]!).toBe(28 * DAY);
});
