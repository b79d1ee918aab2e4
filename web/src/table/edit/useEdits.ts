/** What gestures in the table do to the draft: each is one step with a label that says it. */
import { useCallback } from "react";
import { useTranslation } from "~/locales/translation";
import { useDraft } from "~/editing/draft";
import { isEditable, type Column } from "../data/columns";
import type { Value } from "../data/frame";
import { same } from "../data/sheet";
import { emptied } from "../entry/entry";
import { rowAt, type Model } from "../grid/model";
import { changesOfFill, deletionsFor, operationsFor, type Change } from "./changes";
import type { Filled } from "./fill";
import { span, type Range } from "./range";

export interface Edits {
  /** Sets one cell. */
  set: (row: number, column: Column, value: Value) => void;
  /** Sets cells at once, under a label; returns how many changed. */
  setAll: (label: string, changes: readonly Change[]) => number;
  clear: (range: Range) => void;
  fill: (filled: readonly Filled[]) => void;
  remove: (rows: readonly number[]) => void;
}

export function useEdits(model: Model): Edits {
  const { t } = useTranslation("table");
  const { add } = useDraft();
  const { sheet, tracks, arranged, title, say, announce } = model;

  const setAll = useCallback(
    (label: string, changes: readonly Change[]) => {
      const real = changes.filter(({ row, column, value }) => !same(value, sheet.value(row, column)));
      add({ label, operations: operationsFor(sheet, real) });
      return real.length;
    },
    [sheet, add],
  );
  const set = (row: number, column: Column, value: Value) => {
    const said = say(column, value) || t("nothing");
    setAll(t("step.set", { column: title(column), row: nameOf(model, row), value: said }), [{ row, column: column.name, value }]);
  };
  const clear = ({ top, left, bottom, right }: Range) => {
    const changes = span(top, bottom).flatMap((line) =>
      tracks.slice(left, right + 1).flatMap(({ column }) => {
        const row = rowAt(arranged, line);
        if (row < 0 || !isEditable(column) || sheet.isDeleted(row)) return [];
        const read = emptied(column);
        return "value" in read ? [{ row, column: column.name, value: read.value }] : [];
      }),
    );
    announce(t("cleared", { count: setAll(t("step.clear", { count: changes.length }), changes) }));
  };
  const fill = (filled: readonly Filled[]) => {
    const changes = changesOfFill(filled, sheet, tracks.map((track) => track.column), (line) => rowAt(arranged, line));
    setAll(t("step.fill", { count: changes.length }), changes);
    announce(t("filled", { count: changes.length }));
  };
  const remove = (rows: readonly number[]) => {
    const first = rows[0];
    if (first === undefined) return;
    const label = rows.length === 1 ? t("step.deleteOne", { row: nameOf(model, first) }) : t("step.delete", { count: rows.length });
    add({ label, operations: deletionsFor(sheet, rows) });
    announce(t("deleted", { count: rows.length }));
  };
  return { set, setAll, clear, fill, remove };
}

/** Returns how people know a row: its code, or what its first column says. */
export function nameOf({ sheet, say }: Pick<Model, "sheet" | "say">, row: number): string {
  const column = sheet.column("code") ?? sheet.column("name") ?? sheet.columns[0];
  return column === undefined ? "" : say(column, sheet.value(row, column.name));
}
