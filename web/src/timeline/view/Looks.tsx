/** How the timeline looks: arrangement, density, links, columns, baseline. */
import { Button, Checkbox, Group, Popover, Stack } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconLock } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import type { Baseline } from "../chart";
import { DENSITIES } from "../lanes/layout";
import { COLOURINGS } from "../paint/colours";
import { LINK_MODES } from "../paint/scene";
import { Choice, Segments, type SetSetting } from "./Choice";
import { MenuButton } from "./MenuButton";
import { COLUMNS, type Settings } from "./settings";

interface LooksProps {
  settings: Settings;
  set: SetSetting;
  baseline: Baseline | undefined;
  /** Opens the dialog that locks a baseline; undefined: it cannot be done here. */
  lock: (() => void) | undefined;
  named: boolean;
  /** Whether the choice of colours is here, too, for want of room. */
  withColours: boolean;
}

export function Looks({ settings, set, baseline, lock, named, withColours }: LooksProps) {
  const { t } = useTranslation("timeline");
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <MenuButton label={t("look")} icon={<IconAdjustmentsHorizontal size={15} />} named={named} />
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={300}>
          {withColours && <Choice name="colour" word="colourBy" values={COLOURINGS} value={settings.colour} set={set} />}
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
                {COLUMNS.filter((name) => name !== "slip" || baseline !== undefined).map((name) => (
                  <Checkbox key={name} size="xs" value={name} label={t(`column.${name}`)} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          {baseline !== undefined && (
            <Checkbox
              size="xs"
              label={t("baselineNamed", { code: baseline.code })}
              checked={settings.baseline}
              onChange={(event) => set("baseline", event.currentTarget.checked ? "on" : "off")}
            />
          )}
          {lock !== undefined && (
            <Button size="xs" variant="default" leftSection={<IconLock size={14} />} onClick={lock}>
              {t("command.lockBaseline")}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
