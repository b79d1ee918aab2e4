/** How a table as a whole is read: whether it is a plan, where it begins, what its order and its references mean. */
import { Button, Popover, Select, Stack, Switch, TextInput } from "@mantine/core";
import { IconAdjustments } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import type { TableMap } from "./answer";
import { HIERARCHIES, HOLDS, REFERENCES } from "./mapping";

interface TableSettingsProps {
  table: TableMap;
  change: (change: Partial<TableMap>) => void;
}

export function TableSettings({ table, change }: TableSettingsProps) {
  const { t } = useTranslation("exchange");
  return (
    <Popover position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconAdjustments size={14} aria-hidden />}>
          {t("table.title")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={250}>
          <Switch
            label={t("table.plan")}
            checked={table.plan}
            onChange={(event) => change({ plan: event.currentTarget.checked })}
          />
          <Select
            label={t("table.holds")}
            value={table.holds ?? "plan"}
            data={HOLDS.map((value) => ({ value, label: t(`holds.${value}`) }))}
            onChange={(holds) => holds !== null && change({ holds })}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
          <TextInput
            type="number"
            size="xs"
            label={t("table.header")}
            min={1}
            value={table.header_rows.at(-1) ?? ""}
            onChange={({ currentTarget: { valueAsNumber: row } }) => row >= 1 && change({ header_rows: [row], first_row: row + 1, columns: [] })}
          />
          <Select
            label={t("table.hierarchy")}
            value={table.hierarchy ?? "none"}
            data={HIERARCHIES.map((value) => ({ value, label: t(`hierarchy.${value}`) }))}
            onChange={(hierarchy) => hierarchy !== null && change({ hierarchy })}
            comboboxProps={{ withinPortal: false }}
          />
          <Select
            label={t("table.references")}
            value={table.references ?? "code"}
            data={REFERENCES.map((value) => ({ value, label: t(`references.${value}`) }))}
            onChange={(references) => references !== null && change({ references })}
            comboboxProps={{ withinPortal: false }}
          />
          <TextInput
            label={t("table.prefix")}
            description={t("table.prefixHint")}
            defaultValue={table.code_prefix ?? ""}
            maxLength={12}
            onBlur={(event) => event.currentTarget.value !== (table.code_prefix ?? "") && change({ code_prefix: event.currentTarget.value })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
