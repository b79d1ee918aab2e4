/** Says by hand how a gate stands, or waives it: one revision with its author and reason. */
import { Alert, Button, NativeSelect, Stack, Text, TextInput, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { renew } from "~/api/answers";
import { ask } from "~/api/client";
import { noteRevision } from "~/api/live";
import { useTranslation } from "~/locales/translation";
import { RECORD, SAYABLE } from "./gate";

interface RecordGateProps {
  launch: string;
  market: string | null;
  template: string;
}

type State = (typeof SAYABLE)[number];

export function RecordGate({ launch, market, template }: RecordGateProps) {
  const { t } = useTranslation("readiness");
  const [state, setState] = useState<State>("IN_PROGRESS");
  const [reason, setReason] = useState("");
  const [expiresOn, setExpiresOn] = useState("");
  const record = useMutation({
    mutationFn: async () => {
      const waiver = state === "WAIVED" && expiresOn !== "" ? { expiresOn } : {};
      const input = { launch, market, template, state: state === "" ? null : state, reason: reason.trim(), ...waiver };
      return (await ask(RECORD, { input })).recordGate;
    },
    onSuccess: ({ applied, revision }) => {
      if (!applied) return;
      noteRevision(revision);
      void renew();
      setReason("");
      notifications.show({ message: t("record.done", { gate: template }), color: "accent" });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    record.mutate();
  };
  const refusals = record.error === null ? (record.data?.userErrors ?? []) : [{ message: record.error.message, hint: "" }];
  return (
    <form onSubmit={submit} aria-label={t("record.title")}>
      <Stack gap="xs">
        <h3>{t("record.title")}</h3>
        <NativeSelect
          label={t("state")}
          value={state}
          data={SAYABLE.map((value) => ({ value, label: value === "" ? t("record.takeBack") : t(`gate.${value}`) }))}
          onChange={(event) => setState(event.currentTarget.value as State)}
        />
        {state === "WAIVED" && (
          <TextInput label={t("record.expires")} type="date" required value={expiresOn} onChange={(event) => setExpiresOn(event.currentTarget.value)} />
        )}
        <Textarea label={t("record.reason")} required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {refusals.length > 0 && (
          <Alert color="red" title={t("record.refused")} role="alert">
            {refusals.map(({ message, hint }) => (
              <Text key={message} size="sm">
                {message} {hint}
              </Text>
            ))}
          </Alert>
        )}
        <Button type="submit" size="xs" w="fit-content" loading={record.isPending}>
          {t("record.do")}
        </Button>
      </Stack>
    </form>
  );
}
