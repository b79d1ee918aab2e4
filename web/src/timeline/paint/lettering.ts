/** Widths of text from a table of letter widths, and cutting with an ellipsis; no layout, no DOM. */

export interface Lettering {
  width(text: string): number;
  /** Returns the text cut to a width with an ellipsis; empty if not even three letters fit. */
  cut(text: string, width: number): string;
}

/** Returns widths for one font; `measure` is asked once for each letter. */
export function letteringOf(measure: (letter: string) => number): Lettering {
  const letters = new Map<string, number>();
  const texts = new Map<string, number>();
  const letter = (character: string): number => {
    let width = letters.get(character);
    if (width === undefined) letters.set(character, (width = measure(character)));
    return width;
  };
  const width = (text: string): number => {
    let total = texts.get(text);
    if (total === undefined) {
      total = 0;
      for (const character of text) total += letter(character);
      texts.set(text, total);
    }
    return total;
  };
  const cut = (text: string, room: number): string => {
    if (width(text) <= room) return text;
    let left = room - letter("…");
    let kept = "";
    for (const character of text) {
      left -= letter(character);
      if (left < 0) break;
      kept += character;
    }
    return kept.length < 3 ? "" : `${kept.trimEnd()}…`;
  };
  return { width, cut };
}
