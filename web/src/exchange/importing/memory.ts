/** Mappings that people corrected, kept in this browser by the headings of their tables. */
import type { Mapping, Sample, TableMap } from "./answer";
import { type Remembered, columnsOf, layoutOf, recalled, sameReading } from "./mapping";

const STORED = "planner.import.mappings";
const MOST = 40;

type Memory = Partial<Record<string, Remembered>>;

/** Keeps how the tables of a file are read; the layouts used least lately are dropped. */
export function remember(mapping: Mapping, samples: readonly Sample[]): void {
  let memory = read();
  eachTable(mapping, samples, (table, key) => {
    const { plan, hierarchy, references, columns } = table;
    const scheme = { ...(hierarchy !== undefined && { hierarchy }), ...(references !== undefined && { references }) };
    memory = { [key]: { plan, columns, ...scheme }, ...without(memory, key) };
  });
  write(Object.fromEntries(Object.entries(memory).slice(0, MOST)));
}

/** Forgets how the tables of a file were read before. */
export function forget(mapping: Mapping, samples: readonly Sample[]): void {
  const memory = new Map(Object.entries(read()));
  eachTable(mapping, samples, (_, key) => memory.delete(key));
  write(Object.fromEntries(memory));
}

/** Returns the mapping as it was corrected before; undefined where nothing differs. */
export function recall(mapping: Mapping, samples: readonly Sample[], why: string): Mapping | undefined {
  const memory = read();
  const tables = mapping.tables.map((table, index) => {
    const sample = samples[index];
    if (sample === undefined) return table;
    const columns = columnsOf(table, sample);
    const before = memory[layoutOf(columns) ?? ""];
    if (before === undefined) return table;
    const { columns: old, ...scheme } = before;
    const now: TableMap = { ...table, ...scheme, columns: recalled(columns, old, why) };
    const same = columns.every((column, at) => sameReading(column, now.columns[at] ?? column));
    if (same && now.plan === table.plan && now.hierarchy === table.hierarchy && now.references === table.references) return table;
    return now;
  });
  return tables.some((table, index) => table !== mapping.tables[index]) ? { ...mapping, tables } : undefined;
}

function without(memory: Memory, key: string): Memory {
  return Object.fromEntries(Object.entries(memory).filter(([name]) => name !== key));
}

function eachTable(mapping: Mapping, samples: readonly Sample[], call: (table: TableMap, key: string) => void): void {
  mapping.tables.forEach((table, index) => {
    const sample = samples[index];
    const key = sample && layoutOf(columnsOf(table, sample));
    if (key !== undefined) call(table, key);
  });
}

function read(): Memory {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORED) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}

function write(memory: Memory): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(memory));
  } catch {
    // a full or forbidden storage costs only the convenience
  }
}
