import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlayOf } from "~/editing/overlay";
import { COLUMNS, ENGLISH, sheet } from "../fixture";
import { blockOf } from "../entry/tsv";
import { changesOfFill, deletionsFor, operationsFor } from "./changes";
import { filledDown, filledRight, filledTo } from "./fill";
import { pasted, soundCells, type Ground } from "./pasting";
import { between, clamped, grown, holds, sizeOf, type Range } from "./range";

const place = fc.record({ row: fc.nat(20), column: fc.nat(20) });
const range = fc.tuple(place, place).map(([a, b]) => between(a, b));

function ground(rest: Partial<Ground> = {}): Ground {
  const columns = [COLUMNS.code, COLUMNS.status, COLUMNS.percent, COLUMNS.deadline, COLUMNS.start];
  return { sheet: sheet(), columns, rowAt: (line) => line, rowCount: 5, tongue: ENGLISH, ...rest };
}

const at = (top: number, left: number, bottom = top, right = left): Range => ({ top, left, bottom, right });

describe("a selection", () => {
  it("is the same from either corner, and holds both", () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const found = between(a, b);
        expect(between(b, a)).toEqual(found);
        expect([holds(found, a), holds(found, b)]).toEqual([true, true]);
        expect(sizeOf(found)).toBe((Math.abs(a.row - b.row) + 1) * (Math.abs(a.column - b.column) + 1));
      }),
    );
  });

  it("grows by the handle in one direction, and never shrinks", () => {
    fc.assert(
      fc.property(range, place, (from, to) => {
        const found = grown(from, to);
        expect(holds(found, { row: from.top, column: from.left }) && holds(found, { row: from.bottom, column: from.right })).toBe(true);
        expect(found.top === from.top && found.bottom === from.bottom ? true : found.left === from.left && found.right === from.right).toBe(true);
      }),
    );
    expect(grown(at(1, 1), { row: 4, column: 2 })).toEqual(at(1, 1, 4, 1));
  });

  it("stays within the table", () => {
    expect(clamped({ row: 9, column: -1 }, 5, 3)).toEqual({ row: 4, column: 0 });
  });
});

describe("filling", () => {
  it("takes the first row down and the first column to the right", () => {
    expect(filledDown(at(0, 0, 2, 0)).map(({ from, to }) => [from.row, to.row])).toEqual([[0, 1], [0, 2]]);
    expect(filledRight(at(0, 0, 0, 2)).map(({ from, to }) => [from.column, to.column])).toEqual([[0, 1], [0, 2]]);
  });

  it("repeats what is selected, from within it", () => {
    expect(filledTo(at(2, 0, 3, 0), at(0, 0, 5, 0)).map(({ from, to }) => [from.row, to.row])).toEqual([[2, 0], [3, 1], [2, 4], [3, 5]]);
    fc.assert(
      fc.property(range, place, (source, to) => {
        const target = grown(source, to);
        const filled = filledTo(source, target);
        expect(filled).toHaveLength(sizeOf(target) - sizeOf(source));
        expect(filled.every((one) => holds(source, one.from) && !holds(source, one.to) && holds(target, one.to))).toBe(true);
      }),
    );
  });

  it("changes what can be edited and fits, nothing else", () => {
    const { sheet: here, columns, rowAt } = ground();
    expect(changesOfFill(filledDown(at(0, 1, 2, 4)), here, columns, rowAt)).toEqual([
      { row: 1, column: "status", value: "APPROVED" },
      { row: 1, column: "percentComplete", value: 0 },
      { row: 1, column: "deadline", value: null },
      { row: 2, column: "percentComplete", value: 0 },
      { row: 2, column: "deadline", value: null },
    ]);
    expect(changesOfFill(filledRight(at(0, 1, 0, 2)), here, columns, rowAt)).toEqual([]);
  });
});

describe("a paste", () => {
  it("tells of each cell whether it is taken, and why not", () => {
    const found = pasted(blockOf("Done\t55\t29 Jan 2027\tx\r\nMaybe\t150\t\t"), at(1, 1), ground());
    expect(found.cells.map((row) => row.map(({ outcome, value, wrong }) => wrong?.wrong ?? [outcome, value ?? null]))).toEqual([
      [["accepted", "DONE"], ["accepted", 55], ["unchanged", "2027-01-29"], ["readOnly", null]],
      ["choice", "between", ["accepted", null], ["readOnly", null]],
    ]);
    expect(soundCells(found).map(({ row, column, value }) => [row, column.name, value])).toEqual([
      [1, "status", "DONE"],
      [1, "percentComplete", 55],
      [2, "deadline", null],
    ]);
  });

  it("repeats over a selection that is a multiple of it", () => {
    const found = pasted([["10"], ["20"]], at(0, 2, 3, 2), ground());
    expect(found.cells.map((row) => row[0]?.value)).toEqual([10, 20, 10, 20]);
    expect(pasted([["10"], ["20"]], at(0, 2, 2, 2), ground()).cells).toHaveLength(2);
  });

  it("refuses a code that another row has", () => {
    const found = pasted(blockOf("POL-10\nPOL-2\nNEW-1"), at(1, 0), ground());
    expect(found.cells.map(([cell]) => cell?.wrong?.wrong ?? cell?.outcome)).toEqual(["taken", "taken", "accepted"]);
  });

  it("passes over headings of groups and leaves out what lies beyond the table", () => {
    const rows = [-1, 3, -1, 4];
    const found = pasted(blockOf("1\t\t\t\n2\n3"), at(0, 2), ground({ rowAt: (line) => rows[line] ?? -1, rowCount: 4 }));
    expect([found.rows, found.rowsLeftOut, found.columnsLeftOut]).toEqual([[3, 4], 1, 1]);
  });
});

describe("operations", () => {
  it("are one for each row", () => {
    const changes = [
      { row: 0, column: "name", value: "A" },
      { row: 1, column: "name", value: "B" },
      { row: 0, column: "status", value: "DONE" },
    ];
    expect(operationsFor(sheet(), changes)).toEqual([
      { updateInitiative: { id: "a", changes: { name: "A", status: "DONE" } } },
      { updateInitiative: { id: "b", changes: { name: "B" } } },
    ]);
  });

  it("give the parts of what is deleted to what it was part of", () => {
    expect(deletionsFor(sheet(), [0, 1])).toEqual([
      { updateInitiative: { id: "c", changes: { parent: null } } },
      { deleteInitiative: "a" },
      { deleteInitiative: "b" },
    ]);
  });
});

describe("the sheet", () => {
  it("has the draft on top, with what it creates last", () => {
    const edits = [
      { action: "update" as const, kind: "Initiative", target: "b", values: { name: "New", code: "POL-2" } },
      { action: "create" as const, kind: "Initiative", target: "ref:x", values: { code: "NEW-1" } },
      { action: "delete" as const, kind: "Initiative", target: "e", values: {} },
    ];
    const here = sheet(overlayOf(edits.map((edit) => ({ ...edit, steps: [0] }))));
    expect([here.count, here.value(1, "name"), here.value(5, "code"), here.value(5, "name")]).toEqual([6, "New", "NEW-1", null]);
    expect([here.isDrafted(1, "name"), here.isDrafted(1, "code"), here.isDeleted(4), here.isCreated(5)]).toEqual([true, false, true, true]);
    expect([here.rowOf("ref:x"), here.rowOf("d"), here.rowOf("no")]).toEqual([5, 3, -1]);
  });
});
