/** Which findings belong beside which cells of which sheet. */
import type { Finding, Severity } from "./answer";

export const SEVERITIES = ["error", "warning", "info"] as const satisfies readonly Severity[];

/** Returns the letter of a finding's column: C of "C (Start date)"; empty where it is about the row. */
export function letterIn(finding: Finding): string {
  return /^([A-Z]{1,3})(?: \(|$)/.exec(finding.place.column ?? "")?.[1] ?? "";
}

/** Returns the name of the cell that a finding is about; undefined where it has no row. */
export function cellOf(finding: Finding): string | undefined {
  const { sheet, row } = finding.place;
  return sheet === undefined || row === undefined ? undefined : cellName(sheet, row, letterIn(finding));
}

export function cellName(sheet: string, row: number, letter: string): string {
  return `${sheet}!${letter}${row}`;
}

/** Returns the findings by the cell that they are about, the worst first. */
export function byCell(findings: readonly Finding[]): Map<string, Finding[]> {
  const cells = new Map<string, Finding[]>();
  for (const finding of findings.toSorted((a, b) => rank(a) - rank(b))) {
    const cell = cellOf(finding);
    if (cell === undefined) continue;
    const there = cells.get(cell);
    if (there === undefined) cells.set(cell, [finding]);
    else there.push(finding);
  }
  return cells;
}

/** Returns the findings with these words and this severity (empty: all), the worst first. */
export function filtered(findings: readonly Finding[], text: string, severity: string): Finding[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const passes = (finding: Finding) => {
    const { sheet = "", row = "", column = "", code = "" } = finding.place;
    const said = `${finding.message} ${finding.hint} ${finding.code} ${sheet} ${row} ${column} ${code}`.toLowerCase();
    return (severity === "" || finding.severity === severity) && words.every((word) => said.includes(word));
  };
  return findings.filter(passes).sort((a, b) => rank(a) - rank(b));
}

function rank(finding: Finding): number {
  return SEVERITIES.indexOf(finding.severity);
}
