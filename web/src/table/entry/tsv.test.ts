import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockOf, tsvOf } from "./tsv";

const cell = fc.oneof(fc.string(), fc.stringMatching(/^["\t\r\n a,]{0,6}$/));
const block = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));

describe("blocks of cells as text", () => {
  it("are read back as they were written", () => {
    const check = (cells: string[][]) => {
      expect(blockOf(tsvOf(cells))).toEqual(cells);
    };
    fc.assert(fc.property(block, check));
  });

  it("are read as Excel writes them, with quoted cells and a line break at the end", () => {
    expect(blockOf('POL-1\t"two\nlines"\t"say ""yes"""\r\nPOL-2\t\t5\r\n')).toEqual([
      ["POL-1", "two\nlines", 'say "yes"'],
      ["POL-2", "", "5"],
    ]);
  });

  it("keep quotes that quote nothing", () => {
    expect(blockOf('5" pipe\t"open\n"a" b')).toEqual([['5" pipe', '"open'], ['"a" b']]);
  });

  it("end rows with any kind of line break", () => {
    expect(blockOf("a\nb\rc\r\nd")).toEqual([["a"], ["b"], ["c"], ["d"]]);
  });

  it("are written with quotes only where needed", () => {
    expect(tsvOf([["a b", "c,d", 'e "f"', "g\th", "i\nj", '"k']])).toBe('a b\tc,d\te "f"\t"g\th"\t"i\nj"\t"""k"');
  });
});
