import { expect, test } from "vitest";
import type { Finding } from "./answer";
import { byCell, cellOf, filtered } from "./places";

const finding = (severity: Finding["severity"], message: string, place: Finding["place"]): Finding => ({
  ...{ severity, message, place, code: "unreadable-date", hint: "Write it as 2027-03-31." },
});
const date = finding("error", "'32/13' is no date.", { sheet: "Plan", row: 8, column: "F (Kick-off)" });
const owner = finding("warning", "CY-1 has no owner.", { sheet: "Plan", row: 8, code: "CY-1" });
const sheet = finding("info", "No table.", { sheet: "Notes" });
const late = finding("warning", "A long way off.", { sheet: "Plan", row: 8, column: "F (Kick-off)" });

test("findings are beside their cell, their row, or nowhere", () => {
  expect([date, owner, sheet].map(cellOf)).toEqual(["Plan!F8", "Plan!8", undefined]);
  expect([...byCell([late, owner, date, sheet])]).toEqual([
    ["Plan!F8", [date, late]],
    ["Plan!8", [owner]],
  ]);
});

test("findings are filtered by words and severity, the worst first", () => {
  expect(filtered([sheet, owner, date], "", "")).toEqual([date, owner, sheet]);
  expect(filtered([sheet, owner, date], "plan 8 F", "error")).toEqual([date]);
  expect(filtered([owner], "cy-1", "error")).toEqual([]);
});
