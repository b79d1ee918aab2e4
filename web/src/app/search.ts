/**
 * Finds items by code or name as fast as one types: 10,000 of them in a few milliseconds.
 *
 * All words of the query must occur. A code that is the query comes first, then codes that begin with it, then
 * names in which the words begin words, then the rest; within a rank, in the order of the plan.
 */

export interface SearchIndex {
  codes: readonly string[];
  names: readonly string[];
  /** Code and name folded to lower case without accents, a space before each word. */
  folded: readonly string[];
}

/** Returns an index of items by code and name. */
export function indexed(codes: readonly string[], names: readonly string[]): SearchIndex {
  return { codes, names, folded: codes.map((code, row) => ` ${fold(code)} ${fold(names[row] ?? "")}`) };
}

/** Returns the rows that match best, at most `limit`; none for a query without words. */
export function found(index: SearchIndex, query: string, limit: number): number[] {
  const words = fold(query).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const ranks: number[][] = [[], [], [], []];
  index.folded.forEach((text, row) => {
    const rank = rankOf(text, words);
    if (rank !== undefined) ranks[rank]?.push(row);
  });
  return ranks.flat().slice(0, limit);
}

function rankOf(text: string, words: readonly string[]): number | undefined {
  if (!words.every((word) => text.includes(word))) return undefined;
  const query = ` ${words.join(" ")}`;
  if (text.startsWith(`${query} `)) return 0;
  if (text.startsWith(query)) return 1;
  return words.every((word) => text.includes(` ${word}`)) ? 2 : 3;
}

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, " ")
    .trim();
}
