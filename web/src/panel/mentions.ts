/** Finds the items that a sentence names by code in brackets: "… because Write the policy (POL-101) finishes …". */

export interface Part {
  readonly words: string;
  /** Code of the item that the words name; undefined: plain words. */
  readonly code: string | undefined;
}

/** Returns a sentence in parts, in order; only the given codes count as items. */
export function partsOf(sentence: string, codes: ReadonlySet<string | undefined>): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of sentence.matchAll(/\(([^()\s]+)\)/g)) {
    const code = match[1];
    if (code === undefined || !codes.has(code)) continue;
    parts.push({ words: sentence.slice(from, match.index), code: undefined }, { words: match[0], code });
    from = match.index + match[0].length;
  }
  parts.push({ words: sentence.slice(from), code: undefined });
  return parts.filter(({ words }) => words !== "");
}
