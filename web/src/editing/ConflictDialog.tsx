/** Somebody changed the same fields meanwhile: for each, the value before, theirs and mine, and a choice. */
import { Button, Group, Modal, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { newestRevision } from "~/api/live";
import classes from "./ConflictDialog.module.css";
import { conflictKey, decided, type Choice, type Conflict } from "./conflicts";
import { useDraft } from "./draft";
import { idle } from "./save";
import { useDraftStore } from "./store";
import { useTheirs, type Background } from "./useTheirs";
import { ValueText } from "./ValueText";

export default function ConflictDialog() {
  const { t } = useTranslation("editing");
  const draft = useDraft();
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const background = useTheirs(draft.base, draft.conflicts);
  const choose = (conflict: Conflict, choice: Choice) =>
    setChoices((before) => new Map(before).set(conflictKey(conflict), choice));
  const all = (choice: Choice) => setChoices(new Map(draft.conflicts.map((one) => [conflictKey(one), choice])));
  const cancel = () => useDraftStore.setState(idle(draft));
  const finish = () => {
    const next = decided(draft, draft.conflicts, choices, Math.max(newestRevision(), background.revision));
    draft.replace(next);
    if (next.steps.length > 0) void draft.save();
  };
  return (
    <Modal
      opened
      onClose={cancel}
      size={820}
      title={t("conflictTitle")}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ title: classes["title"] ?? "" }}
    >
      <Stack>
        <Text size="sm">{t("conflictHint", { who: background.authors.join(", ") || t("somebody") })}</Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => all("mine")}>{t("allMine")}</Button>
          <Button size="compact-sm" variant="default" onClick={() => all("theirs")}>{t("allTheirs")}</Button>
        </Group>
        <Table verticalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              {["field", "before", "theirs", "mine", "keep"].map((name) => (
                <Table.Th key={name}>{t(`conflict.${name}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {draft.conflicts.map((conflict) => (
              <Row
                key={conflictKey(conflict)}
                conflict={conflict}
                background={background}
                choice={choices.get(conflictKey(conflict))}
                choose={(choice) => choose(conflict, choice)}
              />
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>{t("later")}</Button>
          <Button onClick={finish} disabled={draft.conflicts.some((one) => !choices.has(conflictKey(one)))}>
            {t("saveDecided")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface RowProps {
  conflict: Conflict;
  background: Background;
  choice: Choice | undefined;
  choose: (choice: Choice) => void;
}

function Row({ conflict, background, choice, choose }: RowProps) {
  const { t } = useTranslation(["editing", "panel"]);
  const { field, target, kind } = conflict;
  const code = background.names.get(target) ?? kind;
  const name = field === undefined ? t("wholeItem") : t(`panel:fields.${field}`, { defaultValue: field });
  const value = (given: unknown) => (field === undefined ? "" : <ValueText field={field} value={given} />);
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>{code}</Text>
        <Text size="xs" c="dimmed">{name}</Text>
      </Table.Td>
      <Table.Td c="dimmed">{value(background.before.get(conflictKey(conflict)))}</Table.Td>
      <Table.Td className={classes["value"] ?? ""} data-chosen={choice === "theirs"}>
        {field === undefined ? conflict.message : value(conflict.theirs)}
      </Table.Td>
      <Table.Td className={classes["value"] ?? ""} data-chosen={choice === "mine"}>
        {field === undefined ? t("mineWhole") : value(conflict.mine)}
      </Table.Td>
      <Table.Td>
        <SegmentedControl
          size="xs"
          aria-label={t("keepOf", { code, name })}
          value={choice ?? ""}
          onChange={(next) => choose(next as Choice)}
          data={[
            { value: "theirs", label: t("conflict.theirs") },
            { value: "mine", label: t("conflict.mine") },
          ]}
        />
      </Table.Td>
    </Table.Tr>
  );
}
