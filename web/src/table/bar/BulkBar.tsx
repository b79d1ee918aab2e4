/** What can be done with all ticked rows at once: set one field, delete them. */
import { Button, CloseButton, Modal, Group, Select, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { isEditable } from "../data/columns";
import { EntryInput } from "../entry/EntryInput";
import { readCell } from "../entry/entry";
import { nameOf, type Edits } from "../edit/useEdits";
import { useWrong } from "../edit/useWrong";
import { useModel } from "../grid/model";
import classes from "./bar.module.css";

const NAMED = 8;

export function BulkBar({ edits }: { edits: Edits }) {
  const { t } = useTranslation("table");
  const model = useModel();
  const { sheet, ticked, tick } = model;
  const [deleting, setDeleting] = useState(false);
  const rows = [...ticked].map((id) => sheet.rowOf(id)).filter((row) => row >= 0 && !sheet.isDeleted(row));
  if (rows.length === 0) return null;
  return (
    <section className={classes["bulk"]} aria-label={t("bulk")}>
      <Text size="sm" fw={600} role="status">{t("ticked", { count: rows.length })}</Text>
      <SetField rows={rows} edits={edits} />
      <Button variant="light" color="red" leftSection={<IconTrash size={14} />} onClick={() => setDeleting(true)}>{t("delete")}</Button>
      <CloseButton size="sm" aria-label={t("untick")} onClick={() => tick(new Set())} />
      <Modal opened={deleting} onClose={() => setDeleting(false)} title={t("deleteTitle", { count: rows.length })} closeButtonProps={{ "aria-label": t("close") }}>
        <Stack gap="sm">
          <Text size="sm">{t("deleteHint", { rows: rows.slice(0, NAMED).map((row) => nameOf(model, row)).join(", ") + (rows.length > NAMED ? " …" : "") })}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setDeleting(false)}>{t("cancel")}</Button>
            <Button
              color="red"
              data-autofocus
              onClick={() => {
                edits.remove(rows);
                setDeleting(false);
                tick(new Set());
              }}
            >
              {t("delete")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  );
}

function SetField({ rows, edits }: { rows: readonly number[]; edits: Edits }) {
  const { t } = useTranslation("table");
  const { sheet, title, tongue, say, announce } = useModel();
  const why = useWrong();
  const [name, setName] = useState("");
  const [entry, setEntry] = useState("");
  const [wrong, setWrong] = useState<string>();
  const column = sheet.column(name);
  const apply = (text: string) => {
    if (column === undefined) return;
    const read = readCell(column, text, tongue);
    if ("wrong" in read) {
      setWrong(why(read));
      return;
    }
    const label = t("step.bulk", { column: title(column), count: rows.length, value: say(column, read.value) || t("nothing") });
    announce(t("set", { count: edits.setAll(label, rows.map((row) => ({ row, column: name, value: read.value }))) }));
    setEntry("");
  };
  return (
    <>
      <Select
        w={180}
        searchable
        aria-label={t("fieldToSet")}
        placeholder={t("fieldToSet")}
        data={sheet.columns.filter((one) => isEditable(one) && one.name !== "code").map((one) => ({ value: one.name, label: title(one) }))}
        value={name || null}
        onChange={(next) => {
          setName(next ?? "");
          setEntry("");
          setWrong(undefined);
        }}
      />
      {column !== undefined && (
        <>
          <div className={classes["entry"]}>
            <EntryInput
              column={column}
              tongue={tongue}
              label={t("newValue", { column: title(column) })}
              value={entry}
              wrong={wrong}
              typed={entry !== ""}
              change={(text) => {
                setEntry(text);
                setWrong(undefined);
              }}
              pressed={(event, text) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                apply(text);
              }}
            />
          </div>
          <Button onClick={() => apply(entry)}>{t("setRows", { count: rows.length })}</Button>
        </>
      )}
    </>
  );
}
