import { expect, test } from "vitest";
import { quarterLabel, quarterNumber, yearLabel } from "./quarters";

test("quarters are read as people write them", () => {
  const texts = ["2027Q2", "Q2 2027", "FY27 Q2", "FY2027-Q2", "q2/27", " 2027 Q2 "];
  expect(texts.map(quarterNumber)).toEqual(texts.map(() => 2027 * 4 + 1));
  expect(["", "spring", "2027", "2027Q5"].map(quarterNumber)).toEqual([undefined, undefined, undefined, undefined]);
});

test("labels are those of the API", () => {
  expect([quarterLabel(2027 * 4 + 3, 1), quarterLabel(2027 * 4 + 3, 4), yearLabel(2027 * 4, 4)]).toEqual(["2027Q4", "FY27 Q4", "FY27"]);
});
