/** Values as the draft holds them: what refers to another item is its id. */

interface Named {
  readonly id: string;
  readonly code?: string;
  readonly name?: string;
}

/** Returns a value of the API's answers as the API takes it back. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return isNamed(value) ? value.id : value;
}

/** Returns the names by id of everything that a value refers to. */
export function namesIn(value: unknown): [string, string][] {
  const named = (Array.isArray(value) ? value : [value]).filter(isNamed);
  return named.map((one) => [one.id, nameOf(one)]);
}

/** Returns a plain value as text to edit; nothing and compound values are empty. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** Returns how an item is named: code and name, once if they are the same. */
export function nameOf({ code = "", name = "" }: { code?: string; name?: string }): string {
  return code === name ? code : `${code} ${name}`.trim();
}

function isNamed(value: unknown): value is Named {
  return typeof value === "object" && value !== null && "id" in value;
}
