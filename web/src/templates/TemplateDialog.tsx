/** Makes work from a template: which one, under what codes, on what day or for which launch; shown before it is made. */
import { Button, Group, Modal, MultiSelect, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useSelection } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { launchesOf } from "~/launches/launches";
import { usePortfolio } from "~/model/portfolio";
import { Failed, Loading } from "~/parts/states";
import { AddShipped } from "./AddShipped";
import { Proposal } from "./Proposal";
import { type TemplateForm, announce, instantiated, useGenerated } from "./generated";
import type { TemplateStart } from "./store";

const CHOICES = graphql(`
  query TemplateChoices {
    planTemplates(first: 200) {
      nodes {
        code
        name
        description
        anchor
        items {
          key
        }
      }
    }
    markets(first: 200) {
      nodes {
        code
        name
      }
    }
  }
`);

export default function TemplateDialog({ start, close }: { start: TemplateStart; close: () => void }) {
  const { t } = useTranslation("templates");
  const { data, error, refetch } = useAnswer(CHOICES, {});
  const known = data?.planTemplates.nodes.some(({ code }) => code === start.template || start.template === undefined) ?? false;
  return (
    <Modal opened onClose={close} title={t("title")} size="xl" closeButtonProps={{ "aria-label": t("close") }}>
      {data === undefined && (error === null ? <Loading rows={6} /> : <Failed error={error} retry={() => void refetch()} />)}
      {data !== undefined && (known ? <Form start={start} close={close} choices={data} /> : <AddShipped close={close} />)}
    </Modal>
  );
}

interface Choices {
  planTemplates: { nodes: readonly { code: string; name: string; description: string; anchor: string; items: readonly unknown[] }[] };
  markets: { nodes: readonly { code: string; name: string }[] };
}

interface FormProps {
  start: TemplateStart;
  close: () => void;
  choices: Choices;
}

function Form({ start, close, choices: { planTemplates, markets } }: FormProps) {
  const { t } = useTranslation("templates");
  const { portfolio } = usePortfolio();
  const launches = useMemo(() => (portfolio === undefined ? [] : launchesOf(portfolio)), [portfolio]);
  const [, select] = useSelection();
  const [form, setForm] = useState<TemplateForm>(() => {
    const template = start.template ?? planTemplates.nodes[0]?.code ?? "";
    return { template, prefix: start.prefix ?? "", name: start.name ?? "", launch: start.launch ?? "", day: "", owner: "", markets: [] };
  });
  const made = useGenerated(
    (dryRun) => instantiated(form, dryRun),
    ({ nodes }) => {
      const first = nodes.find((node) => "code" in node);
      announce(t("done", { name: form.name }));
      close();
      if (first !== undefined && "code" in first) select(first.code);
    },
  );
  const set = (change: Partial<TemplateForm>) => {
    setForm((before) => ({ ...before, ...change }));
    made.forget();
  };
  const chosen = planTemplates.nodes.find(({ code }) => code === form.template);
  const forLaunch = chosen?.anchor === "LAUNCH";
  const ready = made.proposal !== undefined && made.proposal.userErrors.length === 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) made.apply();
        else made.propose();
      }}
    >
      <Stack gap="sm">
        <NativeSelect
          label={t("template")}
          value={form.template}
          data={planTemplates.nodes.map(({ code, name, items }) => ({ value: code, label: t("option", { code, name, count: items.length }) }))}
          onChange={(event) => set({ template: event.currentTarget.value })}
        />
        {chosen !== undefined && chosen.description !== "" && <Text size="xs" c="dimmed">{chosen.description}</Text>}
        <Group grow align="start">
          <TextInput label={t("prefix")} description={t("prefixHint", { prefix: form.prefix.trim() || "SII4" })} required data-autofocus value={form.prefix} onChange={(event) => set({ prefix: event.currentTarget.value })} />
          <TextInput label={t("name")} description={t("nameHint")} required value={form.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        </Group>
        <Group grow align="end">
          {forLaunch && (
            <NativeSelect
              label={t("launch")}
              value={form.launch}
              data={[{ value: "", label: t("newLaunch") }, ...launches.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))]}
              onChange={(event) => set({ launch: event.currentTarget.value })}
            />
          )}
          <TextInput
            label={t(forLaunch ? "launchDay" : "day")}
            type="date"
            required={!forLaunch || form.launch === ""}
            max="2199-12-31"
            value={form.day}
            onChange={(event) => set({ day: event.currentTarget.value })}
          />
        </Group>
        <Group grow align="end">
          <TextInput label={t("owner")} value={form.owner} onChange={(event) => set({ owner: event.currentTarget.value })} />
          <MultiSelect
            label={t("markets")}
            data={markets.nodes.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            value={[...form.markets]}
            onChange={(value) => set({ markets: value })}
            searchable
          />
        </Group>
        {made.error !== null && <Failed error={made.error} />}
        {made.proposal !== undefined && <Proposal proposal={made.proposal} none={t("nothing")} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={made.pending}>
            {t(ready ? "make" : "show")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
