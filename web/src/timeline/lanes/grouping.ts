/** Which row lies in which lane. */
import { SHAPE, type Chart, type Coded, type Grouping } from "../chart";

export interface Group {
  /** Stable name of the lane in addresses: the value, "" for rows without one. */
  key: string;
  /** Rows in the lane, in the chart's order. */
  rows: number[];
}

/** Returns lanes in order of name (fiscal quarters and programmes in the chart's order), rows without a value last.
 * A row in several markets is in several lanes. Roll-ups without a value of their own are left out: their parts show. */
export function groupsOf(chart: Chart, grouping: Grouping, shown: (row: number) => boolean): Group[] {
  if (grouping === "none") return [{ key: "", rows: rowsOf(chart).filter(shown) }];
  const coded = chart.lanes[grouping];
  const rows: number[][] = coded.names.map(() => []);
  const rest: number[] = [];
  for (const row of rowsOf(chart)) {
    if (!shown(row)) continue;
    const lanes = indexes(coded, row, grouping === "programme" ? chart : undefined);
    if (lanes.length > 0) for (let at = 0; at < lanes.length; at += 1) rows[lanes[at]!]!.push(row);
    else if (chart.shape[row] !== SHAPE.rollup) rest.push(row);
  }
  const groups = coded.names.map((key, lane) => ({ key, rows: rows[lane]! }));
  if (grouping !== "programme") groups.sort((a, b) => a.key.localeCompare(b.key, undefined, { numeric: true }));
  return [...groups, { key: "", rows: rest }].filter((group) => group.rows.length > 0);
}

function rowsOf(chart: Chart): number[] {
  return Array.from({ length: chart.count }, (_, row) => row);
}

/** A programme lies in its own lane. */
function indexes(coded: Coded, row: number, programmes: Chart | undefined): ArrayLike<number> {
  const index = coded.index[row];
  if (typeof index !== "number") return index ?? [];
  if (index >= 0) return [index];
  const own = programmes === undefined ? -1 : coded.names.indexOf(programmes.names[row] ?? "");
  return own >= 0 ? [own] : [];
}

/** Returns rows so that parts follow their whole; parts whose whole is not among them stand at the top. */
export function outline(chart: Chart, rows: readonly number[]): { row: number; depth: number }[] {
  const among = new Set(rows);
  const parts = new Map<number, number[]>();
  for (const row of rows) {
    const parent = chart.parent[row] ?? -1;
    const key = among.has(parent) ? parent : -1;
    const list = parts.get(key);
    if (list === undefined) parts.set(key, [row]);
    else list.push(row);
  }
  const found: { row: number; depth: number }[] = [];
  const stack = (parts.get(-1) ?? []).map((row) => ({ row, depth: 0 })).reverse();
  while (stack.length > 0) {
    const { row, depth } = stack.pop()!;
    found.push({ row, depth });
    for (const part of (parts.get(row) ?? []).toReversed()) stack.push({ row: part, depth: depth + 1 });
  }
  return found;
}
