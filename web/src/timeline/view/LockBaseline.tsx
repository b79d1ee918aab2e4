/** The dialog that keeps the saved dates as promised; its baseline is one revision that can be taken back. */
import { Button, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { useLockBaseline, type Terms } from "./useLockBaseline";

interface LockBaselineProps {
  /** Fiscal quarters of the plan, as the API writes them. */
  quarters: readonly string[];
  revision: number;
  /** Whether there are drafted changes, which are not part of what is locked. */
  drafted: boolean;
  close: () => void;
  /** First quarter that is proposed. */
  first?: string | undefined;
}

const NOTHING: Terms = { code: "", name: "", firstQuarter: "", lastQuarter: "", note: "" };

export default function LockBaseline({ quarters, revision, drafted, close, first = "" }: LockBaselineProps) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const [terms, setTerms] = useState<Terms>({ ...NOTHING, firstQuarter: first, code: first });
  const { lock, pending, wrong } = useLockBaseline(revision, close);
  const put = (change: Partial<Terms>) => setTerms((before) => ({ ...before, ...change }));
  const texts = (name: keyof Terms) => ({
    ...{ label: t(`lock.${name}`), value: terms[name], error: wrong[name] },
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => put({ [name]: event.currentTarget.value }),
  });
  const quarter = (name: "firstQuarter" | "lastQuarter") => (
    <Select
      label={t(`lock.${name}`)}
      placeholder={t(`lock.${name}None`)}
      data={quarters.map((value) => ({ value, label: format.quarter(value) }))}
      value={terms[name] || null}
      error={wrong[name]}
      clearable
      clearButtonProps={{ "aria-label": t("lock.clear") }}
      onChange={(value) => put({ [name]: value ?? "" })}
    />
  );
  return (
    <Modal opened onClose={close} title={t("lock.title")} closeButtonProps={{ "aria-label": t("lock.close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void lock(terms);
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t("lock.hint", { revision })}
            {drafted ? ` ${t("lock.drafted")}` : ""}
          </Text>
          <TextInput {...texts("code")} data-autofocus required maxLength={64} placeholder={quarters[0] ?? ""} />
          <TextInput {...texts("name")} maxLength={200} />
          <SimpleGrid cols={2} spacing="sm">
            {quarter("firstQuarter")}
            {quarter("lastQuarter")}
          </SimpleGrid>
          <Textarea {...texts("note")} autosize minRows={2} maxRows={6} maxLength={10_000} />
          {wrong.other !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {wrong.other}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("lock.cancel")}
            </Button>
            <Button type="submit" loading={pending} disabled={terms.code.trim() === ""}>
              {t("lock.do")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
