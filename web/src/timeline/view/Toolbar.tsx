/** The controls above the timeline: search, grouping, colours, filters, view, zoom, export. */
import { ActionIcon, Button, Checkbox, Group, Menu, Popover, SegmentedControl, Select, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import {
  IconArrowAutofitWidth, IconCalendarDot, IconDownload, IconFilter, IconMinus, IconPlus, IconSearch, IconAdjustmentsHorizontal,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { GROUPINGS, type Chart } from "../chart";
import { DENSITIES } from "../lanes/layout";
import { COLOURINGS } from "../paint/colours";
import { LINK_MODES } from "../paint/scene";
import { COLUMNS, LEVELS, type SettingsAndSetters, type Setting } from "./settings";
import { useWords } from "./useWords";
import classes from "./timeline.module.css";

export interface ToolbarProps extends SettingsAndSetters {
  chart: Chart;
  zoomBy: (factor: number) => void;
  fit: () => void;
  today: () => void;
  saveAs: (kind: "svg" | "png") => void;
}

export function Toolbar({ chart, settings, set, zoomBy, fit, today, saveAs }: ToolbarProps) {
  const { t } = useTranslation("timeline");
  return (
    <div className={classes["toolbar"]} role="toolbar" aria-label={t("toolbar")}>
      <Search text={settings.text} set={set} />
      <Choice name="group" word="groupBy" values={GROUPINGS} value={settings.group} set={set} width={168} />
      <Choice name="colour" word="colourBy" values={COLOURINGS} value={settings.colour} set={set} width={154} />
      <Filters chart={chart} settings={settings} set={set} />
      <Looks settings={settings} set={set} hasBaseline={chart.baseline !== undefined} />
      <div className={classes["grow"]} />
      <Group gap={4} wrap="nowrap">
        <Tool label={t("zoomOut")} onClick={() => zoomBy(1 / 1.5)} icon={<IconMinus size={16} />} />
        <Tool label={t("zoomIn")} onClick={() => zoomBy(1.5)} icon={<IconPlus size={16} />} />
        <Tool label={t("fit")} onClick={fit} icon={<IconArrowAutofitWidth size={17} />} />
        <Tool label={t("today")} onClick={today} icon={<IconCalendarDot size={17} />} />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={t("export.title")}>
              <IconDownload size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => saveAs("svg")}>{t("export.svg")}</Menu.Item>
            <Menu.Item onClick={() => saveAs("png")}>{t("export.png")}</Menu.Item>
            <Menu.Item onClick={() => window.print()}>{t("export.print")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </div>
  );
}

function Tool({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="default" size={30} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

type Set = (name: Setting, value: string) => void;

/** The address follows once the typing rests. */
function Search({ text, set }: { text: string; set: Set }) {
  const { t } = useTranslation("timeline");
  const [typed, type] = useState(text);
  const [known, know] = useState(text);
  const apply = useDebouncedCallback((value: string) => set("q", value), 200);
  if (known !== text) {
    know(text);
    type(text);
  }
  return (
    <TextInput
      size="xs"
      className={classes["search"] ?? ""}
      value={typed}
      placeholder={t("search")}
      aria-label={t("search")}
      leftSection={<IconSearch size={14} />}
      onChange={(event) => {
        type(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}

interface ChoiceProps {
  name: Setting;
  word: string;
  values: readonly string[];
  value: string;
  set: Set;
  width?: number;
}

function Choice({ name, word, values, value, set, width }: ChoiceProps) {
  const { t } = useTranslation("timeline");
  return (
    <Select
      size="xs"
      w={width ?? "100%"}
      aria-label={t(word)}
      data={values.map((item) => ({ value: item, label: t(`${word}Value`, { what: t(`${name}.${item}`) }) }))}
      value={value}
      allowDeselect={false}
      checkIconPosition="right"
      comboboxProps={{ width: 220, position: "bottom-start" }}
      onChange={(chosen) => chosen !== null && set(name, chosen)}
    />
  );
}

function Filters({ chart, settings, set }: { chart: Chart; settings: SettingsAndSetters["settings"]; set: Set }) {
  const { t } = useTranslation("timeline");
  const { valueName } = useWords();
  const active = Number(settings.status !== "") + Number(settings.criticalOnly) + Number(settings.level !== "all");
  const chosen = settings.status === "" ? [] : settings.status.split("~");
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button size="xs" variant={active > 0 ? "light" : "default"} leftSection={<IconFilter size={14} />}>
          {active > 0 ? t("filtersActive", { count: active }) : t("filters")}
        </Button>
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

function Looks({ settings, set, hasBaseline }: Pick<SettingsAndSetters, "settings" | "set"> & { hasBaseline: boolean }) {
  const { t } = useTranslation("timeline");
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconAdjustmentsHorizontal size={14} />}>
          {t("look")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={300}>
          <Segments name="rows" word="arrangement" values={["packed", "list"]} value={settings.packed ? "packed" : "list"} set={set} />
          <Segments name="density" word="density" values={DENSITIES} value={settings.density} set={set} />
          <Choice name="links" word="linksShown" values={LINK_MODES} value={settings.links} set={set} />
          {!settings.packed && (
            <Checkbox.Group
              label={t("columns")}
              size="xs"
              value={[...settings.columns]}
              onChange={(values) => set("columns", values.join("~") || "none")}
            >
              <Group gap="md" mt={4}>
                {COLUMNS.map((name) => (
                  <Checkbox key={name} size="xs" value={name} label={t(`column.${name}`)} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          {hasBaseline && (
            <Checkbox
              size="xs"
              label={t("baseline")}
              checked={settings.baseline}
              onChange={(event) => set("baseline", event.currentTarget.checked ? "on" : "off")}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Segments({ name, word, values, value, set }: ChoiceProps) {
  const { t } = useTranslation("timeline");
  return (
    <div>
      <Text size="xs" fw={500} mb={4}>
        {t(word)}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t(word)}
        data={values.map((item) => ({ value: item, label: t(`${name}.${item}`) }))}
        value={value}
        onChange={(chosen) => set(name, chosen)}
      />
    </div>
  );
}
