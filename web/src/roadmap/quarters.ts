/** Fiscal quarters as numbers: year times four plus quarter, so that they can be counted; labels as the API writes them. */

const FORMS = [/^(?:FY)?\s*'?(\d{4}|\d{2})\s*[-/ ]?\s*Q([1-4])$/i, /^Q([1-4])\s*[-/ ]?\s*(?:FY)?\s*'?(\d{4}|\d{2})$/i] as const;

/** Returns the number of a quarter as people write it (2027Q1, FY27 Q1, Q1 2027); undefined if it names none. */
export function quarterNumber(text: string): number | undefined {
  const [, year, quarter] = FORMS[0].exec(text.trim()) ?? [];
  if (year !== undefined) return numberOf(year, quarter!);
  const [, first, second] = FORMS[1].exec(text.trim()) ?? [];
  return first === undefined ? undefined : numberOf(second!, first);
}

function numberOf(year: string, quarter: string): number {
  return (Number(year) + (year.length === 2 ? 2000 : 0)) * 4 + Number(quarter) - 1;
}

/** Returns the label of a quarter: 2027Q1, or FY27 Q1 where fiscal years do not start in January. */
export function quarterLabel(number: number, firstMonth: number): string {
  const year = Math.floor(number / 4);
  const quarter = (number % 4) + 1;
  return firstMonth === 1 ? `${year}Q${quarter}` : `${yearLabel(number, firstMonth)} Q${quarter}`;
}

/** Returns the label of the year of a quarter: 2027, or FY27. */
export function yearLabel(number: number, firstMonth: number): string {
  const year = Math.floor(number / 4);
  if (firstMonth === 1) return String(year);
  return `FY${year >= 2000 && year < 2100 ? String(year % 100).padStart(2, "0") : year}`;
}
