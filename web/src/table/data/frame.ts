/** A table as the server sends it, read column by column without making objects of its rows. */
import type { Column } from "./columns";

/** Text, number, truth, a choice's name, an id; a list of them; null for none. Dates are ISO text. */
export type Value = string | number | boolean | null | readonly unknown[] | object;

interface Coded {
  readonly names: readonly string[];
  readonly index: readonly (number | readonly number[])[];
  readonly ids?: readonly string[];
}

export interface TableFrame {
  readonly revision: number;
  readonly kind: string;
  readonly count: number;
  readonly ids: readonly string[];
  readonly columns: readonly Column[];
  readonly values: Readonly<Record<string, readonly unknown[] | Coded>>;
}

/** A frame that can be asked for cells. */
export interface Frame {
  readonly kind: string;
  readonly revision: number;
  readonly ids: readonly string[];
  readonly columns: readonly Column[];
  readonly column: (name: string) => Column | undefined;
  readonly value: (row: number, column: string) => Value;
  /** Row of an id; -1 if it has none. */
  readonly rowOf: (id: string) => number;
  /** Codes of everything referred to, by id. */
  readonly labels: ReadonlyMap<string, string>;
}

type Reader = (row: number) => Value;

/** Returns the frame that the server sent, ready to be read. */
export function frameOf(sent: TableFrame): Frame {
  const columns = new Map(sent.columns.map((column) => [column.name, column]));
  const readers = new Map(sent.columns.map(({ name }) => [name, readerOf(sent.values[name] ?? [])]));
  const rows = new Map(sent.ids.map((id, row) => [id, row]));
  const labels = new Map<string, string>();
  for (const column of Object.values(sent.values)) {
    if (!isCoded(column)) continue;
    column.ids?.forEach((id, at) => labels.set(id, column.names[at] ?? id));
  }
  return {
    ...{ kind: sent.kind, revision: sent.revision, ids: sent.ids, columns: sent.columns, labels },
    column: (name) => columns.get(name),
    value: (row, name) => readers.get(name)?.(row) ?? null,
    rowOf: (id) => rows.get(id) ?? -1,
  };
}

function readerOf(column: readonly unknown[] | Coded): Reader {
  if (!isCoded(column)) return (row) => column[row] ?? null;
  const { index, names, ids } = column;
  const said = ids ?? names;
  return (row) => {
    const at = index[row];
    if (typeof at === "number") return said[at] ?? null;
    return at?.map((each) => said[each] ?? "") ?? null;
  };
}

function isCoded(column: readonly unknown[] | Coded): column is Coded {
  return !Array.isArray(column);
}
