/** The keys of the grid. */
import type { KeyboardEvent } from "react";
import { useTranslation } from "~/locales/translation";
import { useSelection } from "~/app/view";
import { clicked } from "../arrange/sorting";
import { isEditable } from "../data/columns";
import { filledDown, filledRight } from "../edit/fill";
import type { Edits } from "../edit/useEdits";
import { led } from "./cursor";
import { groupAt, rowAt, type Model } from "./model";
import { toggled } from "./useGridMouse";

/** Kinds whose items the side panel shows. */
const OPENED = new Set(["INITIATIVE", "LAUNCH"]);

/** Returns what hears the keys; `page` is how many rows PageDown goes. */
export function useGridKeys(model: Model, edits: Edits, page: number, openMenu: (column: string) => void): (event: KeyboardEvent) => void {
  const { t } = useTranslation("table");
  const [, openItem] = useSelection();
  const { sheet, arranged, tracks, cursor, selection, view, change, readOnly, announce } = model;
  const { active } = cursor;
  const column = tracks[active.column]?.column;
  const row = active.row < 0 ? -1 : rowAt(arranged, active.row);
  const reach = { rows: arranged.lines.length, columns: tracks.length, page };

  const begin = (seed?: string): boolean => {
    if (column === undefined || row < 0) return false;
    if (readOnly || !isEditable(column) || sheet.isDeleted(row)) announce(t("cannotEdit", { column: model.title(column) }));
    else model.edit(seed);
    return true;
  };
  const inHeader = (event: KeyboardEvent): boolean => {
    if (active.row >= 0 || column === undefined) return false;
    if (event.key === "Enter" || event.key === " ") change({ sort: clicked(view.sort, column.name, event.shiftKey) });
    else if (event.key === "F2" || (event.key === "ArrowDown" && event.altKey)) openMenu(column.name);
    else return false;
    return true;
  };
  const inGroup = (event: KeyboardEvent): boolean => {
    const group = active.row < 0 ? undefined : groupAt(arranged, active.row);
    if (group === undefined) return false;
    const toggles = event.key === "Enter" || event.key === " " || event.key === (group.open ? "ArrowLeft" : "ArrowRight");
    if (toggles && !event.ctrlKey) change({ closed: toggled(view.closed, group.key) });
    return toggles;
  };
  const openRow = () => {
    const code = row < 0 ? null : sheet.value(row, "code");
    if (typeof code === "string" && OPENED.has(sheet.kind)) openItem(code);
  };
  const withControl = (event: KeyboardEvent): boolean => {
    switch (event.key.toLowerCase()) {
      case "a":
        model.select({ anchor: { row: 0, column: 0 }, active: { row: reach.rows - 1, column: reach.columns - 1 } });
        return true;
      case "d":
        if (!readOnly) edits.fill(filledDown(selection));
        return true;
      case "r":
        if (!readOnly) edits.fill(filledRight(selection));
        return true;
      case "enter":
        openRow();
        return true;
      default:
        return false;
    }
  };
  const simple = (event: KeyboardEvent): boolean => {
    switch (event.key) {
      case "Enter":
      case "F2":
        return begin();
      case "Delete":
      case "Backspace":
        if (!readOnly && active.row >= 0) edits.clear(selection);
        return true;
      case "Escape":
        if (model.ticked.size > 0) model.tick(new Set());
        model.place(active);
        return true;
      case " ":
        return space(event.shiftKey);
      default:
        return event.key.length === 1 && !event.altKey && begin(event.key);
    }
  };
  const space = (shift: boolean): boolean => {
    if (row < 0 || column === undefined) return false;
    if (shift) model.tick(new Set(toggled([...model.ticked], sheet.id(row))));
    else if (column.type === "boolean" && isEditable(column) && !readOnly) edits.set(row, column, sheet.value(row, column.name) !== true);
    else return begin(" ");
    return true;
  };
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const control = event.ctrlKey || event.metaKey;
    if (inHeader(event) || inGroup(event) || (control && withControl(event))) {
      event.preventDefault();
      return;
    }
    const to = event.altKey ? undefined : led(active, event.key, control, reach);
    if (to !== undefined) {
      event.preventDefault();
      model.place(to, event.shiftKey && to.row >= 0);
    } else if (!control && simple(event)) event.preventDefault();
  };
}
