/** The mouse in the grid: clicks place the cursor, dragging selects, the handle fills, boxes tick rows. */
import { useRef, useState, type PointerEvent, type MouseEvent } from "react";
import { isEditable } from "../data/columns";
import { filledTo } from "../edit/fill";
import { clamped, grown, type Place, type Range } from "../edit/range";
import type { Edits } from "../edit/useEdits";
import { groupAt, rowAt, type Model } from "./model";

interface Mouse {
  /** What is being filled right now. */
  filling: Range | undefined;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
    onDoubleClick: (event: MouseEvent) => void;
  };
}

export function useGridMouse(model: Model, edits: Edits, focus: () => void): Mouse {
  const { selection, place, arranged, tracks, sheet, readOnly } = model;
  const [filling, setFilling] = useState<Range>();
  const doing = useRef<"select" | "fill" | undefined>(undefined);
  const lastTick = useRef(-1);

  const tickTo = (line: number, extend: boolean) => {
    const from = extend && lastTick.current >= 0 ? Math.min(lastTick.current, line) : line;
    const to = extend && lastTick.current >= 0 ? Math.max(lastTick.current, line) : line;
    const rows = Array.from({ length: to - from + 1 }, (_, step) => rowAt(arranged, from + step)).filter((row) => row >= 0);
    const ids = rows.map((row) => sheet.id(row));
    const next = new Set(model.ticked);
    const isOn = !model.ticked.has(sheet.id(rowAt(arranged, line)));
    for (const id of ids) if (isOn) next.add(id);
      else next.delete(id);
    lastTick.current = line;
    model.tick(next);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (event.button !== 0 || target.closest("textarea, input:not([data-tick]), [role=columnheader]") !== null) return;
    const key = target.closest<HTMLElement>("[data-group-key]")?.dataset["groupKey"];
    const at = placeOf(target);
    if (key !== undefined) model.change({ closed: toggled(model.view.closed, key) });
    else if (target.dataset["tick"] !== undefined) {
      event.preventDefault();
      tickTo(Number(target.dataset["tick"]), event.shiftKey);
    } else if (target.dataset["handle"] !== undefined) {
      doing.current = "fill";
      setFilling(selection);
    } else if (at !== undefined) {
      doing.current = "select";
      if (at.margin) model.select({ anchor: { row: at.row, column: 0 }, active: { row: at.row, column: tracks.length - 1 } });
      else place(at, event.shiftKey);
    } else return;
    if (target.closest("textarea") === null) {
      event.preventDefault();
      focus();
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (doing.current === undefined) return;
    const at = placeUnder(event);
    if (at === undefined) return;
    const to = clamped(at, arranged.lines.length, tracks.length);
    if (doing.current === "select") place(to, true);
    else setFilling(grown(selection, to));
  };
  const onPointerUp = () => {
    if (doing.current === "fill" && filling !== undefined && !readOnly) {
      edits.fill(filledTo(selection, filling));
      model.select({ anchor: { row: filling.top, column: filling.left }, active: { row: filling.bottom, column: filling.right } });
    }
    doing.current = undefined;
    setFilling(undefined);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const at = placeOf(event.target as HTMLElement);
    if (at === undefined || at.margin || (event.target as HTMLElement).closest("textarea") !== null) return;
    const group = groupAt(arranged, at.row);
    const column = tracks[at.column]?.column;
    if (group !== undefined) model.change({ closed: toggled(model.view.closed, group.key) });
    else if (column !== undefined && isEditable(column) && !readOnly && !sheet.isDeleted(rowAt(arranged, at.row))) model.edit();
  };
  return { filling, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onDoubleClick } };
}

/** Returns a list with a text added, or taken out if it was in it. */
export function toggled(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
}

/** The place of the cell that an element lies in; `margin`: left of the first column. */
function placeOf(target: HTMLElement): (Place & { margin: boolean }) | undefined {
  const cell = target.closest<HTMLElement>("[data-line]");
  if (cell === null) return undefined;
  const { line, at } = cell.dataset;
  return { row: Number(line), column: Number(at ?? 0), margin: at === undefined };
}

function placeUnder(event: PointerEvent<HTMLElement>): Place | undefined {
  const found = document.elementFromPoint(event.clientX, event.clientY);
  return found instanceof HTMLElement && event.currentTarget.contains(found) ? placeOf(found) : undefined;
}
