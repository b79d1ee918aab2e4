/** Values of changed fields, for reading: references by name, dates and numbers by locale, choices in words. */
import { MISSING } from "~/parts/format";
import { inWords } from "~/parts/inWords";

/** What is needed of the formats and words to say a value. */
export interface Sayer {
  day: (date: string) => string;
  dayTime: (date: string) => string;
  number: (value: number) => string;
  yes: string;
  no: string;
  /** Says a choice such as IN_PROGRESS. */
  choice: (name: string) => string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
/** Targets and deadlines hold until the end of their day: the day says it all. */
const END_OF_DAY = "T23:59";
const CHOICE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
/** Ids are base64 of kind:uuid. */
const ID = /^[A-Za-z0-9+/]{40,}={0,2}$/;

/** Returns the value in words. `text` is the server's, with names for references; `choices`: text in capitals is a choice. */
export function said(value: unknown, text: string, sayer: Sayer, choices = true): string {
  return refers(value) ? text : saidPart(value, sayer, choices);
}

function saidPart(value: unknown, sayer: Sayer, choices = true): string {
  if (typeof value === "string") return saidText(value, sayer, choices);
  if (typeof value === "boolean") return value ? sayer.yes : sayer.no;
  if (typeof value === "number") return sayer.number(value);
  if (Array.isArray(value)) return value.map((one) => saidPart(one, sayer)).join(", ") || MISSING;
  return typeof value === "object" && value !== null ? saidRecord(value, sayer) : MISSING;
}

function saidText(text: string, sayer: Sayer, choices: boolean): string {
  if (text === "") return MISSING;
  if (DAY.test(text)) return sayer.day(text);
  if (MOMENT.test(text)) return text.includes(END_OF_DAY) ? sayer.day(text.slice(0, 10)) : sayer.dayTime(text.slice(0, 16));
  return choices && CHOICE.test(text) && text.length > 3 ? sayer.choice(text) : text;
}

function saidRecord(record: object, sayer: Sayer): string {
  const parts = Object.entries(record).filter(([, part]) => part != null && part !== "");
  return parts.map(([name, part]) => `${inWords(name).toLowerCase()} ${saidPart(part, sayer)}`).join(", ");
}

/** Returns whether a value is a reference, or a list of them. */
function refers(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(refers);
  return typeof value === "string" && isId(value);
}

function isId(text: string): boolean {
  if (!ID.test(text)) return false;
  try {
    return /^\w+:[0-9a-f-]{36}$/.test(atob(text));
  } catch {
    return false;
  }
}
