/** Numbers as people type them and as spreadsheets copy them. */

/** Returns the sign between whole numbers and fractions in a locale. */
export function decimalOf(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? ".";
}

/** Returns a number as text that a spreadsheet of this locale reads as a number. */
export function numberText(value: number, locale: string): string {
  return String(value).replace(".", decimalOf(locale));
}

/**
 * Returns the number that text says; undefined if none.
 *
 * Of two different signs the last is the decimal one. One sign alone is the decimal one, unless it is the locale's
 * for thousands and stands before three digits: 1,234 is 1234 in English and 1.234 in German.
 */
export function numberOf(text: string, locale: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, "").replace("−", "-");
  if (!/^[+-]?(\d[\d.,]*|[.,]\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  if (last < 0) return Number(plain);
  const sign = plain[last]!;
  const other = sign === "." ? "," : ".";
  const isThousands = !plain.includes(other) && sign !== decimalOf(locale) && new RegExp(`^[+-]?\\d{1,3}(\\${sign}\\d{3})+$`).test(plain);
  if (isThousands) return Number(plain.replaceAll(sign, ""));
  if (plain.indexOf(sign) !== last) return undefined;
  if (plain.includes(other) && !new RegExp(`^[+-]?\\d{1,3}(\\${other}\\d{3})+\\${sign}`).test(plain)) return undefined;
  return Number(plain.replaceAll(other, "").replace(sign, "."));
}
