/**
 * Findings filtered, counted and laid out as rows: a heading per rule, then its findings.
 *
 * Groups are in the order of severity, within it the larger first, then by the code of the rule.
 */

export type Severity = "ERROR" | "WARNING" | "INFO";
export const SEVERITIES: readonly Severity[] = ["ERROR", "WARNING", "INFO"];

export interface Finding {
  severity: Severity;
  /** Code of the rule, such as missing-owner. */
  rule: string;
  message: string;
  hint: string;
  /** Code of the initiative or launch that it leads to; empty: none. */
  item: string;
  /** Name of that item, where it is known. */
  name: string;
  field: string;
}

export interface Filter {
  text: string;
  /** Empty: all. */
  severity: Severity | "";
  /** Empty: all. */
  rule: string;
}

export type Row =
  | { kind: "group"; key: string; severity: Severity; rule: string; count: number; open: boolean }
  | { kind: "finding"; key: string; finding: Finding };

/** Returns the findings that pass the filter; all words of its text must occur. */
export function filtered(findings: readonly Finding[], filter: Filter): Finding[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter((finding) => {
    if (filter.severity !== "" && finding.severity !== filter.severity) return false;
    if (filter.rule !== "" && finding.rule !== filter.rule) return false;
    const { message, hint, item, name, rule } = finding;
    const text = `${message} ${hint} ${item} ${name} ${rule}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Returns headings and findings; findings of the `closed` groups (by key, severity:rule) are left out. */
export function rowsOf(findings: readonly Finding[], closed: ReadonlySet<string>): Row[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity}:${finding.rule}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups].sort(inOrder).flatMap(([key, group]) => rowsOfGroup(key, group, !closed.has(key)));
}

/** Returns how many findings there are of each severity. */
export function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { ERROR: 0, WARNING: 0, INFO: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Returns the rules that occur and how often, by code. */
export function rulesOf(findings: readonly Finding[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}

function rowsOfGroup(key: string, group: readonly Finding[], open: boolean): Row[] {
  const { severity, rule } = group[0] as Finding;
  const heading: Row = { kind: "group", key, severity, rule, count: group.length, open };
  if (!open) return [heading];
  return [heading, ...group.map((finding, place): Row => ({ kind: "finding", key: `${key}:${place}`, finding }))];
}

function inOrder([keyA, a]: [string, Finding[]], [keyB, b]: [string, Finding[]]): number {
  const severity = (group: Finding[]) => SEVERITIES.indexOf((group[0] as Finding).severity);
  return severity(a) - severity(b) || b.length - a.length || keyA.localeCompare(keyB);
}
