import { describe, expect, it } from "vitest";
import { type Finding, countsOf, filtered, rowsOf, rulesOf } from "./grouping";

function finding(severity: Finding["severity"], rule: string, item: string, message = ""): Finding {
  return { severity, rule, message, hint: "", item, name: "", field: "" };
}

const FINDINGS = [
  finding("WARNING", "late-launch", "LCH-701", "It is ready after its target."),
  finding("INFO", "merge-point", "POL-1"),
  finding("WARNING", "missing-owner", "POL-1", "POL-1 has no owner."),
  finding("WARNING", "missing-owner", "POL-2", "POL-2 has no owner."),
  finding("ERROR", "dependency-cycle", "POL-3"),
];
const ALL = { text: "", severity: "", rule: "" } as const;

describe("findings", () => {
  it("are grouped by rule: errors first, then the larger group", () => {
    expect(rowsOf(FINDINGS, new Set()).map((row) => (row.kind === "group" ? row.key : row.finding.item))).toEqual([
      "ERROR:dependency-cycle",
      "POL-3",
      "WARNING:missing-owner",
      "POL-1",
      "POL-2",
      "WARNING:late-launch",
      "LCH-701",
      "INFO:merge-point",
      "POL-1",
    ]);
  });

  it("of a closed group are left out, its heading and count stay", () => {
    const rows = rowsOf(FINDINGS.slice(2, 4), new Set(["WARNING:missing-owner"]));
    expect(rows).toEqual([
      { kind: "group", key: "WARNING:missing-owner", severity: "WARNING", rule: "missing-owner", count: 2, open: false },
    ]);
  });

  it("pass a filter by severity, rule and all words", () => {
    const items = (filter: Partial<typeof ALL>) => filtered(FINDINGS, { ...ALL, ...filter }).map(({ item }) => item);
    expect(items({ severity: "WARNING" } as object)).toEqual(["LCH-701", "POL-1", "POL-2"]);
    expect(items({ rule: "missing-owner" } as object)).toEqual(["POL-1", "POL-2"]);
    expect(items({ text: "OWNER pol-2" } as object)).toEqual(["POL-2"]);
  });

  it("are counted by severity and by rule", () => {
    expect(countsOf(FINDINGS)).toEqual({ ERROR: 1, WARNING: 3, INFO: 1 });
    expect(rulesOf(FINDINGS)).toEqual([
      ["dependency-cycle", 1],
      ["late-launch", 1],
      ["merge-point", 1],
      ["missing-owner", 2],
    ]);
  });
});
