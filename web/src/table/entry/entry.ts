/** Cells as text and back: what is copied, and what typed or pasted text means in a column. */
import type { Column, ColumnType } from "../data/columns";
import type { Value } from "../data/frame";
import { instantOf } from "./dates";
import { numberOf, numberText } from "./numbers";

/** A value for the API, or why text is none: a key of the words under `wrong`, with what it takes. */
export type Read = { readonly value: Value } | { readonly wrong: string; readonly about?: Readonly<Record<string, string>> };

/** What reading and writing cells takes from outside. */
export interface Tongue {
  /** Locale, such as de-DE. */
  readonly locale: string;
  /** Name of a choice in words. */
  readonly choice: (column: string, name: string) => string;
  readonly yes: string;
  readonly no: string;
  /** Code of something referred to. */
  readonly label: (id: string) => string;
  /** Id of what has a code; undefined if there is none among these types. */
  readonly find: (code: string, types: readonly string[]) => string | undefined;
}

const YES = new Set(["true", "yes", "ja", "wahr", "1", "x", "✓", "y", "j"]);
const NO = new Set(["false", "no", "nein", "falsch", "0", "-", "–", "n"]);
const DURATION =
  /^([+-]?\d+(?:[.,]\d+)?)\s*((?:e?(?:mins?|minutes?|m|hrs?|hours?|h|dy|days?|d|wks?|weeks?|w|mons?|months?|mo))|%)$/i;

/** Returns a cell as plain text, such as a spreadsheet takes. */
export function textOf(column: Column, value: Value, tongue: Tongue): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((item) => textOf(column, item as Value, tongue)).join(", ");
  if (typeof value === "boolean") return value ? tongue.yes : tongue.no;
  if (typeof value === "number") return numberText(value, tongue.locale);
  if (typeof value === "object") return JSON.stringify(value);
  if (column.type === "reference") return tongue.label(value);
  if (column.type === "choice") return tongue.choice(column.name, value);
  if (column.type === "moment") return /T(00:00|23:59)/.test(value) ? value.slice(0, 10) : value.slice(0, 16).replace("T", " ");
  return value;
}

/** Returns what text means in a column; empty text takes the value away, or puts the default back. */
export function readCell(column: Column, entry: string, tongue: Tongue): Read {
  const text = entry.trim();
  if (column.list) return readList(column, text, tongue);
  if (text === "" || text === "–") return emptied(column);
  return READERS[column.type](column, text, tongue);
}

const READERS: Readonly<Record<ColumnType, (column: Column, text: string, tongue: Tongue) => Read>> = {
  text: readText,
  integer: readNumber,
  number: readNumber,
  boolean: readBoolean,
  date: (_, text, { locale }) => orWrong(instantOf(text, locale)?.slice(0, 10), "day", text),
  moment: (_, text, { locale }) => orWrong(instantOf(text, locale), "day", text),
  duration: (_, text) => orWrong(DURATION.test(text) ? text.replace(",", ".").replace(/\s+/g, "") : undefined, "duration", text),
  choice: readChoice,
  reference: (column, text, { find }) => orWrong(find(codeIn(text), column.refersTo ?? []), "reference", text),
  record: () => ({ wrong: "record" }),
};

function orWrong(value: Value | undefined, wrong: string, text: string): Read {
  return value === undefined ? { wrong, about: { text } } : { value };
}

/** Returns the value of an empty cell. */
export function emptied(column: Column): Read {
  if (column.required) return { wrong: "required" };
  if (column.list) return { value: [] };
  return { value: column.type === "text" ? "" : null };
}

function readText(column: Column, text: string): Read {
  if (column.longest !== undefined && text.length > column.longest) {
    return { wrong: "long", about: { longest: String(column.longest) } };
  }
  return { value: text };
}

function readNumber(column: Column, text: string, { locale }: Tongue): Read {
  const isShare = text.endsWith("%");
  const number = numberOf(isShare ? text.slice(0, -1) : text, locale);
  if (number === undefined) return { wrong: "number", about: { text } };
  const value = isShare && column.unit === "share" ? number / 100 : number;
  if (column.type === "integer" && !Number.isInteger(value)) return { wrong: "integer", about: { text } };
  return outside(column, value) ? beyond(column, locale) : { value };
}

function outside({ least = -Infinity, most = Infinity }: Column, value: number): boolean {
  return value < least || value > most;
}

function beyond({ least = -Infinity, most }: Column, locale: string): Read {
  if (most === undefined) return { wrong: "least", about: { least: numberText(least, locale) } };
  return { wrong: "between", about: { least: numberText(least, locale), most: numberText(most, locale) } };
}

function readBoolean(_: Column, text: string, { yes, no }: Tongue): Read {
  const word = text.toLowerCase();
  if (word === yes.toLowerCase() || YES.has(word)) return { value: true };
  return word === no.toLowerCase() || NO.has(word) ? { value: false } : { wrong: "boolean", about: { text } };
}

function readChoice(column: Column, text: string, tongue: Tongue): Read {
  const word = text.toLowerCase();
  const found = column.values?.find((name) => name.toLowerCase() === word || tongue.choice(column.name, name).toLowerCase() === word);
  return orWrong(found, "choice", text);
}

function readList(column: Column, text: string, tongue: Tongue): Read {
  const parts = text.split(/[,;\n]/).map((part) => part.trim()).filter((part) => part !== "");
  const read = parts.map((part) => readCell({ ...column, list: false }, part, tongue));
  const wrong = read.find((one) => "wrong" in one);
  return wrong ?? { value: read.map((one) => ("value" in one ? one.value : null)) };
}

/** The code in "POL-101 Name of it". */
function codeIn(text: string): string {
  return text.replace(/\s+[–—]\s+.*$/, "");
}
