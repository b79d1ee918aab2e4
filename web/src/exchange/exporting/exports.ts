/** Addresses of exports. */

/** Kinds of which there is a csv of their own. */
export const KINDS = [
  "initiative",
  "launch",
  "dependency",
  "obligation",
  "market",
  "launch_market",
  "team",
  "resource",
  "assignment",
  "demand",
  "calendar",
  "project",
  "portfolio",
] as const;

/** Returns the address of an export; what is null or empty is left out. */
export function addressOfExport(name: string, query: Record<string, string | number | null>): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== "");
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `/exports/${name}${text === "" ? "" : `?${text}`}`;
}
