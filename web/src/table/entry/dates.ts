/** Days and instants as people type them, read as ISO text. */

interface Names {
  readonly months: ReadonlyMap<string, number>;
  /** Whether the month stands before the day in 3/4/2027. */
  readonly monthFirst: boolean;
}

const known = new Map<string, Names>();

/** Returns the ISO day that text says, such as 2027-03-03, 3.3.27, 3/3/2027 or 3 Mar 2027; undefined if none. */
export function dayOf(text: string, locale: string): string | undefined {
  const parts = numeric(text, locale) ?? worded(text, locale);
  if (parts === undefined) return undefined;
  const [year, month, day] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || year > 2199 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

/** Returns the ISO day or instant (day and time, to the second) that text says; undefined if none. */
export function instantOf(text: string, locale: string): string | undefined {
  const found = /^(.*?\d{2,4}\.?)(?:T|,?\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.0+)?)?\s*(am|pm)?$/i.exec(text);
  if (found === null) return dayOf(text, locale);
  const [, date = "", hours = "", minutes = "", seconds = "00", half] = found;
  const day = dayOf(date, locale);
  const hour = (Number(hours) % (half ? 12 : 24)) + (half?.toLowerCase() === "pm" ? 12 : 0);
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${day}T${String(hour).padStart(2, "0")}:${minutes}:${seconds}`;
}

function numeric(text: string, locale: string): [number, number, number] | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const found = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)$/.exec(text);
  if (found === null) return undefined;
  const [first, second] = [Number(found[1]), Number(found[3])];
  const swapped = found[2] === "/" && namesOf(locale).monthFirst;
  return [full(found[4]!), swapped ? first : second, swapped ? second : first];
}

function worded(text: string, locale: string): [number, number, number] | undefined {
  const found =
    /^(\d{1,2})[.\s-]\s*([\p{L}]+)\.?[\s,-]+(\d{4}|\d\d)$/u.exec(text) ?? monthFirst(/^([\p{L}]+)\.?\s+(\d{1,2}),?\s+(\d{4}|\d\d)$/u.exec(text));
  if (found === null) return undefined;
  const month = namesOf(locale).months.get(found[2]!.toLowerCase());
  return month === undefined ? undefined : [full(found[3]!), month, Number(found[1])];
}

function monthFirst(found: RegExpExecArray | null): string[] | null {
  return found && [found[0], found[2]!, found[1]!, found[3]!];
}

function full(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

function namesOf(locale: string): Names {
  const before = known.get(locale);
  if (before !== undefined) return before;
  const months = new Map<string, number>();
  for (const language of ["en-GB", "en-US", locale]) {
    for (const month of ["short", "long"] as const) {
      for (const day of [undefined, "numeric"] as const) {
        const format = new Intl.DateTimeFormat(language, { month, timeZone: "UTC", ...(day && { day }) });
        for (let number = 1; number <= 12; number += 1) {
          const parts = format.formatToParts(new Date(Date.UTC(2027, number - 1, 1)));
          const name = parts.find((part) => part.type === "month")?.value ?? "";
          months.set(name.toLowerCase().replace(/\.$/, ""), number);
        }
      }
    }
  }
  const order = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric" }).formatToParts(new Date());
  const names = { months, monthFirst: order.find(({ type }) => type !== "literal")?.type === "month" };
  known.set(locale, names);
  return names;
}
