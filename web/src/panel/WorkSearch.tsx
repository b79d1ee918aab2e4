/** A search over initiatives and launches by words of their texts. */
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
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
