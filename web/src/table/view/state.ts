/** What is shown and how, as the address says it: kind, columns and their widths, groups, sorts, filters, words. */
import type { Filter, Test } from "../arrange/filtering";
import type { Sort } from "../arrange/sorting";

export interface Shown {
  readonly name: string;
  /** Pixels; undefined: as the type of the column has it. */
  readonly width?: number;
}

export interface ViewState {
  readonly kind: string;
  /** Empty: those that are shown until others are chosen. */
  readonly columns: readonly Shown[];
  readonly group: readonly string[];
  readonly sort: readonly Sort[];
  readonly filters: readonly Filter[];
  readonly text: string;
  /** Keys of groups that are closed. */
  readonly closed: readonly string[];
}

/** Names of the parameters, in their order in the address. */
export const PARAMETERS = ["kind", "q", "filter", "group", "sort", "columns", "closed"] as const;
type Parameters = Readonly<Record<(typeof PARAMETERS)[number], string>>;

export const FIRST_KIND = "INITIATIVE";

/** Returns the state that parameters say; what cannot be read is left out. */
export function stateOf(search: string): ViewState {
  const params = new URLSearchParams(search);
  const list = (name: string) => (params.get(name) ?? "").split(",").filter((part) => part !== "");
  return {
    kind: (params.get("kind") ?? FIRST_KIND).toUpperCase(),
    text: params.get("q") ?? "",
    filters: (params.get("filter") ?? "").split(";").flatMap(filterOf),
    group: list("group"),
    sort: list("sort").map((part) => ({ column: part.replace(/^-/, ""), down: part.startsWith("-") })),
    columns: list("columns").map(shownOf),
    closed: list("closed").map(decoded),
  };
}

/** Returns the parameters that say a state; "" for what is as it first was. */
export function parametersOf(state: ViewState): Parameters {
  return {
    kind: state.kind === FIRST_KIND ? "" : state.kind,
    q: state.text,
    filter: state.filters.map(textOfFilter).join(";"),
    group: state.group.join(","),
    sort: state.sort.map(({ column, down }) => (down ? `-${column}` : column)).join(","),
    columns: state.columns.map(({ name, width }) => (width === undefined ? name : `${name}.${width}`)).join(","),
    closed: state.closed.map(encodeURIComponent).join(","),
  };
}

function shownOf(part: string): Shown {
  const found = /^(.+)\.(\d+)$/.exec(part);
  return found === null ? { name: part } : { name: found[1]!, width: Number(found[2]) };
}

function textOfFilter({ column, test }: Filter): string {
  switch (test.by) {
    case "in":
      return `${column}:in:${test.values.map(encodeURIComponent).join(",")}`;
    case "range":
      return `${column}:range:${encodeURIComponent(test.from)},${encodeURIComponent(test.to)}`;
    case "has":
      return `${column}:has:${encodeURIComponent(test.text)}`;
  }
}

function filterOf(text: string): Filter[] {
  const found = /^(\w+):(in|range|has):(.*)$/s.exec(text);
  if (found === null) return [];
  const [, column = "", by = "", rest = ""] = found;
  const parts = rest.split(",").map(decoded);
  const tests: Record<string, Test> = {
    in: { by: "in", values: parts },
    range: { by: "range", from: parts[0] ?? "", to: parts[1] ?? "" },
    has: { by: "has", text: parts[0] ?? "" },
  };
  return [{ column, test: tests[by]! }];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
