/** Copy, cut and paste by the clipboard's own events, so that it works without asking for permission. */
import type { ClipboardEvent } from "react";
import { useTranslation } from "~/locales/translation";
import { textOf } from "../entry/entry";
import { blockOf, tsvOf, type Block } from "../entry/tsv";
import { span, type Range } from "../edit/range";
import type { Edits } from "../edit/useEdits";
import { groupAt, rowAt, type Model } from "./model";

/** Takes a block that is to land on a selection. */
export type Paste = (block: Block, on: Range) => void;

interface Clipboard {
  onCopy: (event: ClipboardEvent) => void;
  onCut: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
}

export function useClipboard(model: Model, edits: Edits, paste: Paste): Clipboard {
  const { t } = useTranslation("table");
  const { selection, announce, readOnly, cursor } = model;
  const copy = (event: ClipboardEvent): boolean => {
    if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement || cursor.active.row < 0) return false;
    event.preventDefault();
    const block = copied(model);
    event.clipboardData.setData("text/plain", tsvOf(block));
    announce(t("copied", { count: block.reduce((sum, row) => sum + row.length, 0) }));
    return true;
  };
  return {
    onCopy: copy,
    onCut: (event) => {
      if (copy(event) && !readOnly) edits.clear(selection);
    },
    onPaste: (event) => {
      if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain");
      if (!readOnly && text !== "" && cursor.active.row >= 0) paste(blockOf(text), selection);
    },
  };
}

/** Returns the selected cells as text; of headings of groups only their label. */
function copied({ selection, arranged, tracks, sheet, tongue }: Model): Block {
  const columns = tracks.slice(selection.left, selection.right + 1).map((track) => track.column);
  return span(selection.top, selection.bottom).map((line) => {
    const row = rowAt(arranged, line);
    const group = groupAt(arranged, line);
    if (group !== undefined) return columns.map((_, at) => (at === 0 ? group.label : ""));
    return columns.map((column) => textOf(column, sheet.value(row, column.name), tongue));
  });
}
