/** Keeps the draft beside the plan as a scenario: under what code and name, and in whose place. */
import { Anchor, Button, Checkbox, Group, Modal, Stack, Text, TextInput, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAnswer } from "~/api/answers";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { useOpen } from "~/app/view";
import { useDraft } from "~/editing/draft";
import { changesIn } from "~/editing/merge";
import { randomName } from "~/editing/operations";
import { mergedOf, operationsOf } from "~/editing/steps";
import { useTranslation } from "~/locales/translation";
import { Failed, Loading } from "~/parts/states";
import { noteOwn } from "./deeds";
import { openedCode } from "./drafting";
import { keepDraft } from "./keeping";

const KEEP = graphql(`
  mutation KeepScenario($input: KeepScenarioInput!) {
    keepScenario(input: $input) {
      revision
      userErrors {
        rule
        message
        hint
      }
    }
  }
`);

const TERMS = graphql(`
  query ScenarioTerms($code: String!) {
    scenario(code: $code) {
      code
      name
      description
      owner
    }
  }
`);

interface Terms {
  code: string;
  name: string;
  description: string;
  owner: string;
}

const NOTHING: Terms = { code: "", name: "", description: "", owner: "" };
const TOAST = "scenario-kept";
const close = () => keepDraft(false);

export default function KeepDialog() {
  const { t } = useTranslation("scenarios");
  const code = openedCode(useDraft().steps);
  const { data, error } = useAnswer(TERMS, { code }, { enabled: code !== "" });
  const known = data?.scenario ?? undefined;
  return (
    <Modal opened onClose={close} title={t("keep.title")} closeButtonProps={{ "aria-label": t("close") }}>
      {code !== "" && data === undefined ? error === null ? <Loading rows={4} /> : <Failed error={error} /> : <Form known={known} />}
    </Modal>
  );
}

function Form({ known }: { known: Terms | undefined }) {
  const { t } = useTranslation("scenarios");
  const draft = useDraft();
  const [terms, setTerms] = useState(known ?? NOTHING);
  const [replace, setReplace] = useState(known !== undefined);
  const kept = useKept(terms, replace);
  const merged = mergedOf(draft.steps);
  const taken = kept.errors.some(({ rule }) => rule === "scenario-exists");
  const field = (name: keyof Terms) => ({
    label: t(`keep.${name}`),
    value: terms[name],
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (name === "code") setReplace(value === known?.code);
      setTerms((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        kept.keep();
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("keep.hint", { count: changesIn(merged) })}
        </Text>
        <Group grow align="start">
          <TextInput {...field("code")} required maxLength={64} placeholder="VENDOR-EARLY" data-autofocus />
          <TextInput {...field("owner")} maxLength={200} />
        </Group>
        <TextInput {...field("name")} required maxLength={200} />
        <Textarea {...field("description")} autosize minRows={2} maxRows={6} />
        {(taken || replace) && (
          <Checkbox label={t("keep.replace", { code: terms.code })} checked={replace} onChange={(event) => setReplace(event.currentTarget.checked)} />
        )}
        {kept.errors.map(({ message, hint }) => (
          <Text key={message} size="sm" c="var(--mantine-color-error)" role="alert">
            {message} {hint}
          </Text>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={kept.pending}>
            {t("keep.do")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Sends the draft as a scenario; once it is kept, the draft is empty and a toast leads to it. */
function useKept(terms: Terms, replace: boolean) {
  const { t } = useTranslation("scenarios");
  const draft = useDraft();
  const open = useOpen();
  const [idempotencyKey, setKey] = useState(randomName);
  const code = terms.code.trim();
  const keeping = useMutation({
    mutationFn: async () => {
      const operations = operationsOf(mergedOf(draft.steps));
      const input = { ...terms, code, name: terms.name.trim(), replace, operations, baseRevision: draft.base, idempotencyKey };
      return (await ask(KEEP, { input })).keepScenario;
    },
    onSuccess: ({ revision, userErrors }) => {
      if (userErrors.length > 0) {
        setKey(randomName());
        return;
      }
      close();
      draft.discard();
      noteOwn(revision);
      const show = () => {
        notifications.hide(TOAST);
        open(`/scenarios?compare=${encodeURIComponent(code)}`);
      };
      const message = (
        <Text size="sm">
          {t("keep.done", { code })}{" "}
          <Anchor component="button" type="button" inherit onClick={show}>
            {t("keep.show")}
          </Anchor>
        </Text>
      );
      notifications.show({ id: TOAST, color: "teal", autoClose: 10_000, message });
    },
  });
  const failed = keeping.error === null ? [] : [{ rule: null, message: keeping.error.message, hint: "" }];
  return { keep: () => keeping.mutate(), pending: keeping.isPending, errors: keeping.data?.userErrors ?? failed };
}
