/** Blocks of cells as tab-separated text, as spreadsheets put them on the clipboard and take them from it. */

export type Block = readonly (readonly string[])[];

/** Returns a block as text; cells with tabs, line breaks or quotes at their start are quoted. */
export function tsvOf(block: Block): string {
  return block.map((row) => (isBlank(row) && block.length > 1 ? '""' : row.map(quoted).join("\t"))).join("\r\n");
}

/** Whether a row would be nothing but a line break, which at the end of a text begins no row. */
function isBlank(row: readonly string[]): boolean {
  return row.length === 1 && row[0] === "";
}

function quoted(cell: string): string {
  return /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Returns the block that text holds; a line break at its end begins no row. Rows may differ in length. */
export function blockOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    rows.at(-1)!.push(cell.text);
    at = cell.end;
    if (at >= text.length) break;
    if (text[at] === "\t") {
      at += 1;
      continue;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    if (at >= text.length) break;
    rows.push([]);
  }
  return rows;
}

interface Cell {
  text: string;
  /** Where the sign after it is. */
  end: number;
}

function plainCell(text: string, from: number): Cell {
  const sign = /[\t\r\n]/g;
  sign.lastIndex = from;
  const end = sign.exec(text)?.index ?? text.length;
  return { text: text.slice(from, end), end };
}

/** A quoted cell; what opens with a quote but closes nowhere, or goes on after it, is plain text. */
function quotedCell(text: string, from: number): Cell {
  let at = from + 1;
  let found = "";
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return plainCell(text, from);
    found += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = quote + 1;
      return end >= text.length || /[\t\r\n]/.test(text[end]!) ? { text: found, end } : plainCell(text, from);
    }
    found += '"';
    at = quote + 2;
  }
}
