/** Which columns are shown: tick them; drag them or use the menu of a heading to order them. */
import { Button, Checkbox, Popover, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { IconColumns3, IconMathFunction } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { chosen } from "../grid/tracks";
import { useModel } from "../grid/model";
import classes from "./bar.module.css";

export function ColumnsMenu() {
  const { t } = useTranslation("table");
  const { sheet, view, change, title } = useModel();
  const [text, setText] = useState("");
  const shown = chosen(sheet.kind, sheet.columns, view.columns);
  const names = new Set(shown.map((one) => one.name));
  const toggle = (name: string) =>
    change({ columns: names.has(name) ? shown.filter((one) => one.name !== name) : [...shown, { name }] });
  const found = sheet.columns.filter((column) => title(column).toLowerCase().includes(text.toLowerCase()));
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} />}>{t("columnsButton")}</Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t("columnsButton")}>
        <Stack gap={6}>
          <TextInput data-autofocus placeholder={t("searchColumns")} aria-label={t("searchColumns")} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, "aria-label": t("columnsButton") }}>
            <Stack gap={2} p={2}>
              {found.map((column) => (
                <Checkbox
                  key={column.name}
                  checked={names.has(column.name)}
                  disabled={names.has(column.name) && names.size === 1}
                  onChange={() => toggle(column.name)}
                  classNames={{ root: classes["choice"] ?? "", body: classes["choiceBody"] ?? "" }}
                  label={
                    <span title={column.description}>
                      {title(column)} {column.computed && <IconMathFunction size={12} role="img" aria-label={t("computed")} />}
                    </span>
                  }
                />
              ))}
              {found.length === 0 && <Text size="sm" c="dimmed">{t("noSuchColumn")}</Text>}
            </Stack>
          </ScrollArea.Autosize>
          <Button variant="subtle" onClick={() => change({ columns: [] })} disabled={view.columns.length === 0}>{t("firstColumns")}</Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
