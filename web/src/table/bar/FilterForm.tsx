/** A filter on one column, by its type: values to choose, bounds, or a text that occurs. */
import { Button, Group, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { occurring, type Test } from "../arrange/filtering";
import { isChosen, type Column } from "../data/columns";
import { useModel } from "../grid/model";
import { useKeyText } from "./useKeyText";

export function FilterForm({ column, done }: { column: Column; done: () => void }) {
  const { t } = useTranslation("table");
  const { view, change, title } = useModel();
  const before = view.filters.find((filter) => filter.column === column.name)?.test;
  const [test, setTest] = useState<Test>(before ?? firstTest(column));
  const others = view.filters.filter((filter) => filter.column !== column.name);
  return (
    <form
      aria-label={t("filterOf", { column: title(column) })}
      onSubmit={(event) => {
        event.preventDefault();
        change({ filters: isEmpty(test) ? others : [...others, { column: column.name, test }] });
        done();
      }}
    >
      <Stack gap="xs" p={6}>
        <Fields column={column} test={test} setTest={setTest} />
        <Group justify="flex-end" gap="xs">
          {before !== undefined && (
            <Button variant="default" onClick={() => { change({ filters: others }); done(); }}>{t("noFilter")}</Button>
          )}
          <Button type="submit">{t("apply")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldsProps {
  column: Column;
  test: Test;
  setTest: (test: Test) => void;
}

function Fields({ column, test, setTest }: FieldsProps) {
  const { t } = useTranslation("table");
  const { title } = useModel();
  const label = title(column);
  switch (test.by) {
    case "in":
      return <Values column={column} test={test} setTest={setTest} />;
    case "has":
      return <TextInput label={t("has", { column: label })} data-autofocus value={test.text} onChange={(event) => setTest({ by: "has", text: event.currentTarget.value })} />;
    case "range": {
      const type = column.type === "date" || column.type === "moment" ? "date" : "text";
      return (
        <Group grow gap="xs">
          <TextInput type={type} label={t("from")} data-autofocus value={test.from} onChange={(event) => setTest({ ...test, from: event.currentTarget.value.replace(",", ".") })} />
          <TextInput type={type} label={t("until")} value={test.to} onChange={(event) => setTest({ ...test, to: event.currentTarget.value.replace(",", ".") })} />
        </Group>
      );
    }
  }
}

function Values({ column, test, setTest }: FieldsProps & { test: Extract<Test, { by: "in" }> }) {
  const { t } = useTranslation("table");
  const { sheet, say, title } = useModel();
  const { number } = useFormat();
  const name = useKeyText();
  const data = useMemo(
    () => occurring(sheet, column, say).map(([key, count]) => ({ value: key, label: `${name(column, key)} (${number(count)})` })),
    [sheet, column, say, name, number],
  );
  return (
    <MultiSelect
      label={t("oneOf", { column: title(column) })}
      data-autofocus
      searchable
      clearable
      hidePickedOptions
      limit={100}
      maxDropdownHeight={220}
      comboboxProps={{ withinPortal: false }}
      data={data}
      value={[...test.values]}
      onChange={(values) => setTest({ by: "in", values })}
    />
  );
}

function firstTest(column: Column): Test {
  if (isChosen(column)) return { by: "in", values: [] };
  if (column.type === "text") return { by: "has", text: "" };
  return { by: "range", from: "", to: "" };
}

function isEmpty(test: Test): boolean {
  if (test.by === "in") return test.values.length === 0;
  return test.by === "has" ? test.text === "" : test.from === "" && test.to === "";
}
