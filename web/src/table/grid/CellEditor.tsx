/** The editor in a cell. Enter and Tab take the entry and go on, Escape gives it up, leaving takes it. */
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "~/locales/translation";
import { EntryInput } from "../entry/EntryInput";
import { readCell, textOf } from "../entry/entry";
import { nameOf, useEdits } from "../edit/useEdits";
import { useWrong } from "../edit/useWrong";
import { rowAt, useModel, type Editing } from "./model";
import classes from "./grid.module.css";

export function CellEditor({ editing }: { editing: Editing }) {
  const { t } = useTranslation("table");
  const model = useModel();
  const { sheet, tracks, arranged, tongue, title, place, stopEditing, announce } = model;
  const { set } = useEdits(model);
  const say = useWrong();
  const row = rowAt(arranged, editing.row);
  const column = tracks[editing.column]!.column;
  const before = textOf(column, sheet.value(row, column.name), tongue);
  const [entry, setEntry] = useState(editing.seed ?? before);
  const [wrong, setWrong] = useState<string>();
  const over = useRef(false);

  /** Takes an entry; false if it means nothing here. */
  const take = (text: string): boolean => {
    if (over.current) return true;
    if (text !== before) {
      const read = readCell(column, text, tongue);
      if ("wrong" in read) {
        setWrong(say(read));
        return false;
      }
      set(row, column, read.value);
    }
    over.current = true;
    stopEditing();
    return true;
  };
  const go = (down: number, along: number) => place({ row: editing.row + down, column: editing.column + along });
  const press = (event: KeyboardEvent, text: string) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      over.current = true;
      stopEditing();
    } else if (event.key === "Enter" && !event.altKey) {
      event.preventDefault();
      if (take(text)) go(event.shiftKey ? -1 : 1, 0);
    } else if (event.key === "Tab") {
      event.preventDefault();
      if (take(text)) go(0, event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      setEntry(`${entry}\n`);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      take(text);
    }
  };
  return (
    <div className={classes["editor"]} data-list={column.list || column.type === "reference" || undefined}>
      <EntryInput
        column={column}
        tongue={tongue}
        label={t("editCell", { column: title(column), row: nameOf(model, row) })}
        value={entry}
        wrong={wrong}
        typed={editing.seed !== undefined || entry !== before}
        autoFocus
        eager
        change={(text) => {
          setEntry(text);
          setWrong(undefined);
        }}
        pressed={press}
        picked={take}
        left={() => {
          if (take(entry)) return;
          over.current = true;
          announce(t("notTaken", { text: entry }));
          stopEditing();
        }}
      />
    </div>
  );
}
