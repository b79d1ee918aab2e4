/** What may be meant while an entry is typed: choices, yes and no, things to refer to. */
import type { Column } from "../data/columns";
import type { Tongues } from "../data/useSheet";

export interface Suggestion {
  /** What the entry becomes. */
  readonly text: string;
  /** What stands beside it. */
  readonly about: string;
}

const MOST = 40;

/** Whether a column's values are chosen rather than typed. */
export function hasSuggestions({ type }: Column): boolean {
  return type === "choice" || type === "boolean" || type === "reference";
}

/** Returns what fits an entry, best first; `typed` is false while it still is the value as it was. */
export function suggestionsFor(column: Column, entry: string, typed: boolean, tongue: Tongues): Suggestion[] {
  const part = (column.list ? entry.slice(entry.lastIndexOf(",") + 1) : entry).trim().toLowerCase();
  const all = allOf(column, tongue);
  if (!typed || part === "") return all.slice(0, MOST);
  const matching = all.filter(({ text, about }) => text.toLowerCase().includes(part) || about.toLowerCase().includes(part));
  const rank = ({ text }: Suggestion) => (text.toLowerCase().startsWith(part) ? 0 : 1);
  return matching.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** Returns an entry with a suggestion taken: in a list it takes the place of the part that is being typed. */
export function taken(column: Column, entry: string, { text }: Suggestion): string {
  if (!column.list) return text;
  const before = entry.slice(0, entry.lastIndexOf(",") + 1);
  return `${before}${before === "" ? "" : " "}${text}, `;
}

function allOf(column: Column, tongue: Tongues): Suggestion[] {
  if (column.type === "reference") {
    return tongue.targets(column.refersTo ?? []).map(({ code, name }) => ({ text: code, about: name === code ? "" : name }));
  }
  const names = column.type === "boolean" ? [tongue.yes, tongue.no] : (column.values ?? []).map((name) => tongue.choice(column.name, name));
  return names.map((text) => ({ text, about: "" }));
}
