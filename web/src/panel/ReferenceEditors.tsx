/** Editors of references: the parent by search, the calendar from a list, a choice of several. */
import { MultiSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { ListEditor } from "./ChoiceEditor";
import type { EditorProps } from "./FieldEditor";
import { nameOf } from "./plainValue";
import { WorkSearch } from "./WorkSearch";

const LISTS = graphql(`
  query Lists {
    calendars(first: 200) {
      nodes {
        id
        code
        name
      }
    }
    markets(first: 200) {
      nodes {
        id
        code
        name
      }
    }
    objectives(first: 200) {
      nodes {
        id
        code
        name
      }
    }
  }
`);

export function WorkEditor({ label, value, known, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const present = typeof value === "string" ? known.get(value) : undefined;
  return (
    <WorkSearch label={label} placeholder={present ?? t("searchWork")} launches={false} autoFocus choose={(work) => commit(work.id, work.code)} leave={cancel} />
  );
}

export function CalendarEditor({ label, value, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const { data } = useAnswer(LISTS, {});
  if (data === undefined) return null;
  const calendars = data.calendars.nodes;
  const options = [{ value: "", label: t("none") }, ...calendars.map((one) => ({ value: one.id, label: nameOf(one) }))];
  const finish = (id: string) =>
    id === "" ? commit(null) : commit(id, calendars.find((one) => one.id === id)?.code);
  return <ListEditor options={options} value={typeof value === "string" ? value : ""} label={label} commit={finish} cancel={cancel} />;
}

export function SeveralEditor({ label, value, commit, of }: EditorProps & { of: "markets" | "objectives" }) {
  const { t } = useTranslation("panel");
  const { data } = useAnswer(LISTS, {});
  const [chosen, setChosen] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  if (data === undefined) return null;
  const { nodes } = data[of];
  const codes = new Map(nodes.map((one) => [one.id, one.code]));
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      autoFocus
      searchable
      placeholder={chosen.length === 0 ? t(`search.${of}`) : undefined}
      data={nodes.map((one) => ({ value: one.id, label: nameOf(one) }))}
      value={chosen}
      onChange={setChosen}
      onBlur={() => commit(chosen, chosen.map((id) => codes.get(id) ?? id).join(", ") || t("none"))}
    />
  );
}
