/** What is shown: levels, critical work, states. */
import { Checkbox, Popover, Stack } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import type { Chart } from "../chart";
import { Choice, type SetSetting } from "./Choice";
import { MenuButton } from "./MenuButton";
import { LEVELS, type Settings } from "./settings";
import { useWords } from "./useWords";

interface FiltersProps {
  chart: Chart;
  settings: Settings;
  set: SetSetting;
  /** Whether there is room for its name. */
  named: boolean;
}

export function Filters({ chart, settings, set, named }: FiltersProps) {
  const { t } = useTranslation("timeline");
  const { valueName } = useWords();
  const active = Number(settings.status !== "") + Number(settings.criticalOnly) + Number(settings.level !== "all");
  const chosen = settings.status === "" ? [] : settings.status.split("~");
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <MenuButton
          label={active > 0 ? t("filtersActive", { count: active }) : t("filters")}
          icon={<IconFilter size={15} />}
          {...{ named, lit: active > 0 }}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={240}>
          <Choice name="level" word="levelShown" values={LEVELS} value={settings.level} set={set} />
          <Checkbox
            size="xs"
            label={t("criticalOnly")}
            checked={settings.criticalOnly}
            onChange={(event) => set("critical", event.currentTarget.checked ? "only" : "")}
          />
          <Checkbox.Group label={t("status")} size="xs" value={chosen} onChange={(values) => set("status", values.join("~"))}>
            <Stack gap={6} mt={4}>
              {chart.lanes.status.names.map((name) => (
                <Checkbox key={name} size="xs" value={name} label={valueName("status", name)} />
              ))}
            </Stack>
          </Checkbox.Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
