/** The form for a new row of any kind: what it cannot do without; the rest is filled in in the table. */
import { Button, Group, Input, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { newRef, useDraft } from "~/editing/draft";
import { operationOf } from "~/editing/operations";
import { typeOf, type Column } from "../data/columns";
import type { Value } from "../data/frame";
import { EntryInput } from "../entry/EntryInput";
import { readCell } from "../entry/entry";
import { useWrong } from "../edit/useWrong";
import { useModel } from "../grid/model";

/** Fields that make no sense without each other: a link has two ends. */
const ALSO: Readonly<Record<string, readonly string[]>> = { DEPENDENCY: ["predecessor"], LAUNCH_MARKET: [], CALENDAR: ["name"], MARKET: ["name"] };

export function NewRow({ close }: { close: () => void }) {
  const { t } = useTranslation("table");
  const { sheet, title, tongue, announce } = useModel();
  const { add } = useDraft();
  const why = useWrong();
  const [entries, setEntries] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const also = ALSO[sheet.kind] ?? [];
  const columns = sheet.columns.filter((column) => column.required || also.includes(column.name));
  const create = () => {
    const values: Record<string, Value> = {};
    const found: Record<string, string> = {};
    for (const column of columns) {
      const read = readCell(column, entries[column.name] ?? "", tongue);
      if ("wrong" in read) found[column.name] = why(read);
      else if (read.value !== null) values[column.name] = read.value;
    }
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const label = t("step.create", { kind: t(`kinds.${sheet.kind}`), row: entries[columns[0]?.name ?? ""] ?? "" });
    add({ label, operations: [operationOf({ action: "create", kind: typeOf(sheet.kind), target: `ref:${newRef()}`, values })] });
    announce(t("created"));
    close();
  };
  return (
    <Modal opened onClose={close} title={t("newRowTitle", { kind: t(`kinds.${sheet.kind}`) })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <Stack gap="sm">
          {columns.map((column, at) => (
            <Field key={column.name} column={column} entry={entries[column.name] ?? ""} wrong={wrong[column.name]} autoFocus={at === 0} label={title(column)}
              change={(text) => setEntries((before) => ({ ...before, [column.name]: text }))} submit={create} />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t("cancel")}</Button>
            <Button type="submit">{t("create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldProps {
  column: Column;
  entry: string;
  wrong: string | undefined;
  autoFocus: boolean;
  label: string;
  change: (text: string) => void;
  submit: () => void;
}

function Field({ column, entry, wrong, autoFocus, label, change, submit }: FieldProps) {
  const { tongue } = useModel();
  return (
    <div>
      <Input.Label component="div" size="xs" required={column.required}>{label}</Input.Label>
      <EntryInput
        {...{ column, tongue, label, autoFocus, change }}
        value={entry}
        wrong={undefined}
        typed={entry !== ""}
        pressed={(event, text) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (text === entry) submit();
          else change(text);
        }}
      />
      {wrong !== undefined && <Input.Error role="alert">{wrong}</Input.Error>}
    </div>
  );
}
