import { expect, it } from "vitest";
import { launchLines } from "./launchLines";

const change = (market: string, sentence: string, better: boolean | null, topic = "PREDICTED") =>
  ({ topic, launch: { code: "L" }, market: { code: market }, better, sentence }) as Parameters<typeof launchLines>[0][number];

it("joins markets with the same news, puts what gets worse first and leaves gates out", () => {
  const changes = [
    change("DE", "L DE: target 2027-03-08, 7 days later than 2027-03-01.", null, "TARGET"),
    change("DE", "L DE is late; it was on track.", false, "CELL"),
    change("FR", "L FR is late; it was on track.", false, "CELL"),
    change("FR", "L FR G1 Text: passed, was not started.", true, "GATE"),
  ];
  expect(launchLines(changes)).toEqual([
    { where: "L DE, FR", text: "Is late; it was on track.", better: false },
    { where: "L DE", text: "Target 2027-03-08, 7 days later than 2027-03-01.", better: null },
  ]);
});
