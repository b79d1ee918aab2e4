/** Drafts evidence for a gate: what it is, where, and of which day. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { newRef, useDraft } from "~/editing/draft";
import { operationOf } from "~/editing/operations";
import { usePlanDay } from "./planDay";
import { type GatePlace, useGateRow } from "./useGateRow";

export function AddEvidence(place: GatePlace) {
  const { t } = useTranslation("readiness");
  const { add } = useDraft();
  const { row, first } = useGateRow(place);
  const [opened, setOpened] = useState(false);
  const [title, setTitle] = useState("");
  const [url, setUrl] = useState("");
  const [chosen, setDated] = useState<string>();
  const today = usePlanDay();
  const dated = chosen ?? today;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const values = { gate: row, title: title.trim(), url: url.trim(), dated };
    const evidence = operationOf({ action: "create", kind: "Evidence", target: `ref:${newRef()}`, values });
    add({ label: t("evidence.step", { title: title.trim(), gate: place.template }), operations: [...first, evidence] });
    setTitle("");
    setUrl("");
    setOpened(false);
  };
  if (!opened) {
    return (
      <Button variant="default" size="xs" leftSection={<IconPaperclip size={14} />} onClick={() => setOpened(true)} w="fit-content">
        {t("evidence.add")}
      </Button>
    );
  }
  return (
    <form onSubmit={submit} aria-label={t("evidence.add")}>
      <Stack gap="xs">
        <TextInput label={t("evidence.title")} required value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus />
        <TextInput label={t("evidence.url")} type="url" value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
        <TextInput label={t("evidence.dated")} type="date" required value={dated} onChange={(event) => setDated(event.currentTarget.value)} />
        <Group gap="xs">
          <Button type="submit" size="xs">
            {t("evidence.draft")}
          </Button>
          <Button variant="default" size="xs" onClick={() => setOpened(false)}>
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
