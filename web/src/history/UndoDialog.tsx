/** Asks whether to take a revision back, does it, and shows why it is refused if it is. */
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { noteRevision } from "~/api/live";
import { renew } from "~/api/answers";
import { useFormat } from "~/parts/format";
import type { RevisionNode } from "./revisions";

const UNDO = graphql(`
  mutation UndoFromHistory($input: UndoRevisionInput!) {
    undoRevision(input: $input) {
      applied
      revision
      userErrors {
        message
        hint
      }
    }
  }
`);

export function UndoDialog({ revision, close }: { revision: RevisionNode; close: () => void }) {
  const { t } = useTranslation("history");
  const format = useFormat();
  const [message, setMessage] = useState("");
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const number = format.number(revision.number);
  const undo = useMutation({
    mutationFn: async () => {
      const given = message.trim() === "" ? {} : { message: message.trim() };
      return (await ask(UNDO, { input: { revision: revision.number, idempotencyKey, ...given } })).undoRevision;
    },
    onSuccess: (outcome) => {
      if (!outcome.applied) return;
      noteRevision(outcome.revision);
      void renew();
      notifications.show({ message: t("undo.done", { number, made: format.number(outcome.revision) }), color: "accent" });
      close();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    undo.mutate();
  };
  const refusals = undo.error === null ? (undo.data?.userErrors ?? []) : [{ message: undo.error.message, hint: "" }];
  return (
    <Modal opened onClose={close} title={t("undo.title", { number })} closeButtonProps={{ "aria-label": t("undo.cancel") }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t("undo.meaning", { author: revision.author, message: revision.message })}</Text>
          <TextInput
            label={t("undo.reason")}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
            data-autofocus
          />
          {refusals.length > 0 && (
            <Alert color="red" title={t("undo.refused")} role="alert">
              {refusals.map(({ message: reason, hint }) => (
                <Text key={reason} size="sm">
                  {reason} {hint}
                </Text>
              ))}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t("undo.cancel")}
            </Button>
            <Button type="submit" color="red" loading={undo.isPending}>
              {t("undo.do")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
