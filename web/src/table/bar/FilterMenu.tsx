/** A button that adds a filter on any column. */
import { Button, Popover, Select, Stack } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useModel } from "../grid/model";
import { FilterForm } from "./FilterForm";

export function FilterMenu() {
  const { t } = useTranslation("table");
  const { sheet, title } = useModel();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const column = sheet.column(name);
  const close = () => {
    setOpen(false);
    setName("");
  };
  return (
    <Popover opened={open} onChange={(next) => !next && close()} position="bottom-start" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={14} />} onClick={() => (open ? close() : setOpen(true))}>{t("addFilter")}</Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t("addFilter")}>
        <Stack gap={4}>
          <Select
            data-autofocus
            searchable
            aria-label={t("filterColumn")}
            placeholder={t("filterColumn")}
            comboboxProps={{ withinPortal: false }}
            maxDropdownHeight={240}
            data={sheet.columns.filter(({ type }) => type !== "record").map((one) => ({ value: one.name, label: title(one) }))}
            value={name || null}
            onChange={(next) => setName(next ?? "")}
          />
          {column !== undefined && <FilterForm key={name} column={column} done={close} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
