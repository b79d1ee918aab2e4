/** The foot of an import: what to take, why, and the button that saves it. */
import { Button, Group, Loader, Switch, Text, TextInput, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { takeBack } from "~/editing/save";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import type { ImportAnswer } from "./answer";
import { apply, giveUp, takePart, useImport } from "./store";

const LONGEST_MESSAGE = 200;

export function ApplyBar({ answer, past }: { answer: ImportAnswer; past: boolean }) {
  const { t } = useTranslation("exchange");
  const { work, partial, problem } = useImport();
  const [message, setMessage] = useState("");
  const saved = useSaved();
  const nothing = Object.keys(answer.changes).length === 0;
  const blocked = answer.refused || nothing || past || problem !== undefined || (work !== undefined && !work.applying);
  const run = async () => {
    const applied = await apply(message.trim());
    if (applied?.revision != null) saved(applied.revision, applied.file);
  };
  return (
    <form
      className={classes["foot"]}
      aria-label={t("apply.form")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked && work === undefined) void run();
      }}
    >
      <Tooltip label={t("apply.partHint")} multiline maw={300}>
        <Switch
          label={t("apply.part")}
          checked={partial}
          disabled={work?.applying === true}
          onChange={(event) => takePart(event.currentTarget.checked)}
        />
      </Tooltip>
      <Under />
      <TextInput
        className={classes["message"] ?? ""}
        value={message}
        maxLength={LONGEST_MESSAGE}
        aria-label={t("apply.message")}
        placeholder={t("apply.message")}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      {work !== undefined && (
        <Button variant="default" onClick={giveUp} disabled={work.step === "saving"}>
          {t("cancel")}
        </Button>
      )}
      <Button type="submit" disabled={blocked} loading={work?.applying === true}>
        {t(nothing && !answer.refused ? "apply.nothing" : "apply.do")}
      </Button>
    </form>
  );
}

/** What goes on, in a word. */
function Under() {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const work = useImport((state) => state.work);
  const step = work === undefined ? "" : work.step || "uploading";
  const share = step === "uploading" && work !== undefined && work.uploaded > 0 ? ` ${format.percent(work.uploaded * 100)}` : "";
  return (
    <Group gap={6} role="status" aria-live="polite" wrap="nowrap" className={classes["under"] ?? ""}>
      {work !== undefined && <Loader size={12} aria-hidden />}
      {work !== undefined && (
        <Text size="xs" c="dimmed" truncate>
          {t(`work.${step}`)}
          {share}
        </Text>
      )}
    </Group>
  );
}

/** Says what was saved, with a way back. */
function useSaved(): (revision: number, file: string) => void {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const undo = async (id: string, revision: number) => {
    notifications.hide(id);
    try {
      await takeBack(revision);
      notifications.show({ color: "teal", message: t("applied.takenBack") });
    } catch (reason) {
      notifications.show({ color: "red", message: reason instanceof Error ? reason.message : String(reason) });
    }
  };
  return (revision, file) => {
    const id = `import-${revision}`;
    notifications.show({
      id,
      color: "teal",
      autoClose: 12_000,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t("applied.title", { file, revision: format.number(revision) })}</Text>
          <Button size="compact-xs" variant="default" flex="none" onClick={() => void undo(id, revision)}>
            {t("applied.undo")}
          </Button>
        </Group>
      ),
    });
  };
}
