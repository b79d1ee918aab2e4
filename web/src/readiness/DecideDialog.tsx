/** Drafts a go or no-go: for which markets, by whom, why, on what condition, until when. */
import { Button, Group, Modal, MultiSelect, NativeSelect, Stack, TextInput, Textarea } from "@mantine/core";
import { IconGavel } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { newRef, useDraft } from "~/editing/draft";
import { operationOf } from "~/editing/operations";
import { useTranslation } from "~/locales/translation";

interface DecideDialogProps {
  launch: string;
  /** Codes of the launch's markets. */
  markets: readonly string[];
  /** Codes of decisions that there are. */
  taken: readonly string[];
  /** Day of the decision, as ISO. */
  today: string;
}

const VERDICTS = ["GO", "CONDITIONAL_GO", "HOLD", "NO_GO", "ROLL_BACK"] as const;
const EMPTY = { code: "", verdict: "GO", markets: [] as string[], forum: "", rationale: "", signer: "", role: "", condition: "", due: "", expires: "" };

export function DecideDialog({ launch, markets, taken, today }: DecideDialogProps) {
  const { t } = useTranslation("readiness");
  const { add } = useDraft();
  const [opened, setOpened] = useState(false);
  const [form, setForm] = useState(EMPTY);
  const set = (change: Partial<typeof EMPTY>) => setForm((before) => ({ ...before, ...change }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const operation = operationOf({ action: "create", kind: "Decision", target: `ref:${newRef()}`, values: valuesOf(launch, form, today) });
    add({ label: t("decisions.step", { code: form.code, verdict: t(`verdict.${form.verdict}`) }), operations: [operation] });
    setForm(EMPTY);
    setOpened(false);
  };
  const text = (name: "code" | "forum" | "signer" | "role" | "condition", required = false) => (
    <TextInput label={t(`decide.${name}`)} required={required} value={form[name]} onChange={(event) => set({ [name]: event.currentTarget.value })} />
  );
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconGavel size={14} />} onClick={() => setOpened(true)}>
        {t("decide.open")}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t("decide.open")} size="lg" closeButtonProps={{ "aria-label": t("cancel") }}>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <Group grow align="start">
              <TextInput
                label={t("decide.code")}
                required
                data-autofocus
                value={form.code}
                error={taken.includes(form.code) && t("decide.taken")}
                onChange={(event) => set({ code: event.currentTarget.value })}
              />
              <NativeSelect
                label={t("decide.verdict")}
                value={form.verdict}
                data={VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) }))}
                onChange={(event) => set({ verdict: event.currentTarget.value })}
              />
            </Group>
            <MultiSelect label={t("decide.markets")} placeholder={form.markets.length === 0 ? t("allMarkets") : ""} data={[...markets]} value={form.markets} onChange={(value) => set({ markets: value })} />
            <Textarea label={t("decide.rationale")} required autosize minRows={2} value={form.rationale} onChange={(event) => set({ rationale: event.currentTarget.value })} />
            <Group grow>
              {text("signer", true)}
              {text("role")}
              {text("forum")}
            </Group>
            <Group grow align="start">
              {text("condition", form.verdict === "CONDITIONAL_GO")}
              <TextInput label={t("decide.due")} type="date" value={form.due} onChange={(event) => set({ due: event.currentTarget.value })} />
              <TextInput label={t("decide.expires")} type="date" value={form.expires} onChange={(event) => set({ expires: event.currentTarget.value })} />
            </Group>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setOpened(false)}>
                {t("cancel")}
              </Button>
              <Button type="submit" disabled={taken.includes(form.code)}>
                {t("evidence.draft")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function valuesOf(launch: string, form: typeof EMPTY, today: string): Record<string, unknown> {
  return {
    code: form.code.trim(),
    launch,
    verdict: form.verdict,
    decidedOn: today,
    markets: form.markets,
    forum: form.forum.trim(),
    rationale: form.rationale.trim(),
    signatures: [{ name: form.signer.trim(), function: form.role.trim(), signedOn: today, assents: true, reason: "" }],
    conditions: form.condition.trim() === "" ? [] : [{ text: form.condition.trim(), owner: "", ...(form.due !== "" && { due: form.due }) }],
    ...(form.expires !== "" && { expiresOn: form.expires }),
  };
}
