/** The table with its bars and dialogs. */
import { Button } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { openNewItem } from "~/panel/newItemStore";
import { Empty } from "~/parts/states";
import { BulkBar } from "./bar/BulkBar";
import { Conditions } from "./bar/Conditions";
import { NewRow } from "./bar/NewRow";
import { PasteDialog } from "./bar/PasteDialog";
import { Toolbar } from "./bar/Toolbar";
import type { Frame } from "./data/frame";
import { pasted, soundCells, type Pasted } from "./edit/pasting";
import { useEdits } from "./edit/useEdits";
import { Grid } from "./grid/Grid";
import { ModelContext, rowAt } from "./grid/model";
import type { Paste } from "./grid/useClipboard";
import { useGridModel } from "./grid/useModel";
import { useTableCommands } from "./useTableCommands";

export function Workbench({ frame, announce }: { frame: Frame; announce: (text: string) => void }) {
  const { t } = useTranslation("table");
  const model = useGridModel(frame, announce);
  const edits = useEdits(model);
  const [landing, setLanding] = useState<Pasted>();
  const [creating, setCreating] = useState(false);
  const { sheet, arranged, tracks, tongue, view, change } = model;
  const isNarrowed = view.text !== "" || view.filters.length > 0;

  const paste: Paste = (block, on) => {
    const columns = tracks.map((track) => track.column);
    const found = pasted(block, on, { sheet, columns, tongue, rowCount: arranged.lines.length, rowAt: (line) => rowAt(arranged, line) });
    const [only, ...others] = found.cells.flat();
    if (only === undefined || others.length > 0 || only.outcome === "refused") setLanding(found);
    else for (const { row, column, value } of soundCells(found)) edits.set(row, column, value ?? null);
  };
  const create = () => {
    if (sheet.kind === "INITIATIVE" || sheet.kind === "LAUNCH") openNewItem(sheet.kind);
    else setCreating(true);
  };
  useTableCommands(create);
  return (
    <ModelContext value={model}>
      <Toolbar create={create} />
      <Conditions />
      {arranged.lines.length > 0 ? (
        <Grid edits={edits} paste={paste} />
      ) : (
        <Empty
          icon={<IconFilterOff size={36} stroke={1.25} />}
          title={t(isNarrowed ? "filtered.title" : "empty.title")}
          hint={t(isNarrowed ? "filtered.hint" : "empty.hint")}
          action={
            <Button variant="default" onClick={() => (isNarrowed ? change({ text: "", filters: [] }) : create())}>
              {t(isNarrowed ? "filtered.clear" : "newRow")}
            </Button>
          }
        />
      )}
      <BulkBar edits={edits} />
      {landing !== undefined && <PasteDialog pasted={landing} edits={edits} close={() => setLanding(undefined)} />}
      {creating && <NewRow close={() => setCreating(false)} />}
    </ModelContext>
  );
}
