/** The form for a new programme, initiative, milestone or launch: what it needs to exist; the rest in its panel. */
import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useSelection } from "~/app/view";
import { newRef, type Operation } from "~/editing/draft";
import { readEntry } from "./entry";
import { closeNewItem, useNewItem, type NewKind } from "./newItemStore";
import classes from "./Panel.module.css";
import { useAddStep } from "./useEdit";

const KINDS: readonly NewKind[] = ["PROGRAMME", "INITIATIVE", "MILESTONE", "LAUNCH"];
const DURATION = { name: "duration", type: "duration", clearable: true } as const;
const TARGET = { name: "targetDate", type: "day", clearable: true } as const;

export default function NewItem() {
  const { t } = useTranslation("panel");
  const opened = useNewItem();
  const [, select] = useSelection();
  const add = useAddStep();
  const [kind, setKind] = useState<NewKind>(opened.kind ?? "INITIATIVE");
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [entry, setEntry] = useState("");
  const [wrong, setWrong] = useState<{ code?: string; name?: string; entry?: string }>({});
  const spec = kind === "LAUNCH" ? TARGET : kind === "INITIATIVE" ? DURATION : undefined;

  const create = () => {
    const read = spec === undefined ? { value: null } : readEntry(spec, entry);
    const found = {
      ...(code.trim() === "" && { code: t("wrong.required") }),
      ...(name.trim() === "" && { name: t("wrong.required") }),
      ...("wrong" in read && { entry: t(read.wrong) }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0 || "wrong" in read) return;
    const values = { code: code.trim(), name: name.trim(), ...(spec && read.value !== null && { [spec.name]: read.value }) };
    add(t("step.create", { kind: t(`kind.${kind}`), code: values.code }), operationFor(kind, values, opened.parent?.id));
    closeNewItem();
    select(values.code);
  };

  return (
    <Modal opened onClose={closeNewItem} title={t("newItem")} closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ title: classes["title"] ?? "" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <Stack gap="sm">
          <SegmentedControl aria-label={t("kindOf")} value={kind} onChange={(next) => setKind(next)} data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))} />
          <TextInput label={t("fields.code")} data-autofocus required value={code} error={wrong.code} onChange={(event) => setCode(event.currentTarget.value)} />
          <TextInput label={t("fields.name")} required value={name} error={wrong.name} onChange={(event) => setName(event.currentTarget.value)} />
          {spec !== undefined && (
            <TextInput
              label={t(`fields.${spec.name}`)}
              type={spec.type === "day" ? "date" : "text"}
              placeholder={t("durationHint")}
              value={entry}
              error={wrong.entry}
              onChange={(event) => setEntry(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={closeNewItem}>{t("cancel")}</Button>
            <Button type="submit">{t("create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function operationFor(kind: NewKind, values: { code: string; name: string }, parent: string | undefined): Operation {
  const ref = newRef();
  if (kind === "LAUNCH") return { createLaunch: { ref, values } };
  return { createInitiative: { ref, values: { ...values, level: kind, ...(parent !== undefined && { parent }) } } };
}
