/** Above the grid: which kind, what is searched, grouped and filtered, which columns, views, a new row. */
import { Button, Select, Text, TextInput } from "@mantine/core";
import { IconPlus, IconSearch, IconStack2 } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";
import { useFormat } from "~/parts/format";
import { KINDS } from "../data/columns";
import { useModel } from "../grid/model";
import type { Change } from "../view/useViewState";
import classes from "./bar.module.css";
import { ColumnsMenu } from "./ColumnsMenu";
import { FilterMenu } from "./FilterMenu";
import { ViewsMenu } from "./ViewsMenu";

export function KindChoice({ kind, change }: { kind: string; change: Change }) {
  const { t } = useTranslation("table");
  return (
    <Select
      w={156}
      allowDeselect={false}
      aria-label={t("kindLabel")}
      value={kind}
      data={KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
      maxDropdownHeight={380}
      onChange={(next) => next !== null && change({ kind: next })}
    />
  );
}

export function Toolbar({ create }: { create: () => void }) {
  const { t } = useTranslation("table");
  const { view, change, sheet, title, arranged, readOnly } = useModel();
  const { number } = useFormat();
  const rows = arranged.groups.length === 0 ? arranged.lines.length : arranged.groups.reduce((sum, group) => sum + (group.depth === 0 ? group.rows.length : 0), 0);
  return (
    <div className={classes["bar"]}>
      <KindChoice kind={view.kind} change={change} />
      <Search />
      <Select
        className={classes["groups"] ?? ""}
        aria-label={t("groupBy")}
        placeholder={t("groupBy")}
        leftSection={<IconStack2 size={14} />}
        searchable
        maxDropdownHeight={380}
        comboboxProps={{ width: 240, position: "bottom-start" }}
        data={sheet.columns.filter(({ name, type }) => type !== "record" && !view.group.includes(name)).map((column) => ({ value: column.name, label: title(column) }))}
        value={null}
        onChange={(name) => name !== null && change({ group: [...view.group, name], closed: [] })}
      />
      <FilterMenu />
      <ColumnsMenu />
      <ViewsMenu />
      <Text size="xs" c="dimmed" role="status" className={classes["shown"] ?? ""}>
        {rows === sheet.count ? t("rows", { count: rows, number: number(rows) }) : t("rowsOf", { shown: number(rows), total: number(sheet.count) })}
      </Text>
      {!readOnly && (
        <Button variant="light" leftSection={<IconPlus size={14} />} onClick={create}>{t("newRow")}</Button>
      )}
    </div>
  );
}

const REST_MS = 120;

/** Words to search; the address follows when the typing rests. */
function Search() {
  const { t } = useTranslation("table");
  const { view, change } = useModel();
  const field = useRef<HTMLInputElement>(null);
  const [entry, setEntry] = useState(view.text);
  const [known, setKnown] = useState(view.text);
  if (known !== view.text) {
    setKnown(view.text);
    setEntry(view.text);
  }
  useEffect(() => {
    if (entry === view.text) return undefined;
    const timer = setTimeout(() => change({ text: entry }), REST_MS);
    return () => clearTimeout(timer);
  }, [entry, view.text, change]);
  useCommands([{ id: "table.search", label: t("search"), keys: "F", group: t("group"), run: () => field.current?.focus() }]);
  return (
    <TextInput
      ref={field}
      className={classes["search"] ?? ""}
      aria-label={t("search")}
      placeholder={t("search")}
      leftSection={<IconSearch size={14} />}
      value={entry}
      onChange={(event) => setEntry(event.currentTarget.value)}
    />
  );
}
