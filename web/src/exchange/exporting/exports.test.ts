import { expect, test } from "vitest";
import { addressOfExport } from "./exports";

test("an address has what is asked for, escaped, and nothing else", () => {
  expect(addressOfExport("planner.xlsx", { revision: null })).toBe("/exports/planner.xlsx");
  expect(addressOfExport("graph.mmd", { revision: 3, focus: "A&B 1", depth: 2 })).toBe("/exports/graph.mmd?revision=3&focus=A%26B+1&depth=2");
  expect(addressOfExport("graph.dot", { revision: null, focus: "", depth: null })).toBe("/exports/graph.dot");
});
