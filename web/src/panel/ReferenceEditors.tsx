/** Editors of references: a search over all work, the list of calendars, a choice of markets. */
import { Combobox, MultiSelect, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { ListEditor, type EditorProps } from "./FieldEditor";
import { nameOf } from "./plainValue";

const SEARCH = graphql(`
  query SearchWork($search: String!) {
    initiatives(search: $search, first: 12) {
      nodes {
        id
        code
        name
      }
    }
    launches(search: $search, first: 6) {
      nodes {
        id
        code
        name
      }
    }
  }
`);

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
  }
`);

export interface Found {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** A search over initiatives and, unless `launches` is false, launches. */
export function WorkSearch({ label, placeholder, launches = true, autoFocus = false, choose, leave }: {
  label: string;
  placeholder: string;
  launches?: boolean;
  autoFocus?: boolean;
  choose: (work: Found) => void;
  leave?: () => void;
}) {
  const { t } = useTranslation("panel");
  const combobox = useCombobox({ onDropdownOpen: () => combobox.selectFirstOption() });
  const [entry, setEntry] = useState("");
  const [search] = useDebouncedValue(entry.trim(), 150);
  const { data, isFetching } = useAnswer(SEARCH, { search }, { enabled: search !== "" });
  const found: Found[] = search === "" ? [] : [...(data?.initiatives.nodes ?? []), ...(launches ? (data?.launches.nodes ?? []) : [])];
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const chosen = found.find((one) => one.id === id);
        if (chosen !== undefined) choose(chosen);
        setEntry("");
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={label}
          placeholder={placeholder}
          autoFocus={autoFocus}
          value={entry}
          onChange={(event) => {
            setEntry(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onBlur={() => {
            combobox.closeDropdown();
            leave?.();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={search === ""}>
        <Combobox.Options mah={260} style={{ overflowY: "auto" }} aria-label={label}>
          {found.map((one) => (
            <Combobox.Option key={one.id} value={one.id}>
              {nameOf(one)}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{isFetching ? t("searching") : t("nothingFound")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

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

export function MarketsEditor({ label, value, commit }: EditorProps) {
  const { t } = useTranslation("panel");
  const { data } = useAnswer(LISTS, {});
  const [chosen, setChosen] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  if (data === undefined) return null;
  const codes = new Map(data.markets.nodes.map((one) => [one.id, one.code]));
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      autoFocus
      searchable
      placeholder={chosen.length === 0 ? t("searchMarkets") : undefined}
      data={data.markets.nodes.map((one) => ({ value: one.id, label: nameOf(one) }))}
      value={chosen}
      onChange={setChosen}
      onBlur={() => commit(chosen, chosen.map((id) => codes.get(id) ?? id).join(", ") || t("none"))}
    />
  );
}
