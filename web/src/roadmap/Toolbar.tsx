/** The controls above the board: grouping, which quarters, what is shown, and what can be done with all of it. */
import { ActionIcon, Button, Popover, SegmentedControl, Select, Stack, Switch, TextInput, Tooltip } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconCalendarDue, IconChevronLeft, IconChevronRight, IconLock, IconScale, IconSearch } from "@tabler/icons-react";
import { useDraft } from "~/editing/draft";
import { useTranslation } from "~/locales/translation";
import { type Board, GROUPINGS, SPANS } from "./board";
import { plannedByDates } from "./moves";
import { quarterLabel } from "./quarters";
import type { SetSetting, Settings } from "./settings";
import classes from "./roadmap.module.css";

interface ToolbarProps {
  board: Board;
  settings: Settings;
  set: SetSetting;
  editable: boolean;
  lock: () => void;
  select: () => void;
}

export function Toolbar({ board, settings, set, editable, lock, select }: ToolbarProps) {
  const { t } = useTranslation("roadmap");
  const { ref, width } = useElementSize<HTMLDivElement>();
  const wide = width === 0 || width > 1050;
  const go = (quarters: number) => set("from", quarterLabel(board.first + quarters, board.frame.fiscalYearStartMonth));
  const step = settings.span === "3y" ? 4 : 1;
  return (
    <div className={classes["toolbar"]} role="toolbar" aria-label={t("toolbar")} ref={ref}>
      <TextInput
        className={classes["search"] ?? ""}
        aria-label={t("search")}
        placeholder={t("search")}
        leftSection={<IconSearch size={14} />}
        value={settings.text}
        onChange={(event) => set("q", event.currentTarget.value)}
      />
      <Select
        w={wide ? 176 : 148}
        aria-label={t("groupBy")}
        data={GROUPINGS.map((value) => ({ value, label: t(`group.${value}`) }))}
        value={settings.group}
        allowDeselect={false}
        onChange={(value) => value !== null && set("group", value)}
      />
      <div className={classes["steps"]}>
        <Tooltip label={t("earlier")}>
          <ActionIcon variant="default" size={30} aria-label={t("earlier")} onClick={() => go(-step)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t("now")}>
          <ActionIcon variant="default" size={30} aria-label={t("now")} disabled={settings.from === ""} onClick={() => set("from", "")}>
            <IconCalendarDue size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t("later")}>
          <ActionIcon variant="default" size={30} aria-label={t("later")} onClick={() => go(step)}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <SegmentedControl
        flex="none"
        aria-label={t("span")}
        data={SPANS.map((value) => ({ value, label: t(`spans.${value}`) }))}
        value={settings.span}
        onChange={(value) => set("span", value)}
      />
      <ViewMenu {...{ board, settings, set, editable }} named={wide} />
      <div className={classes["grow"]} />
      {editable && (
        <>
          {wide ? (
            <Button variant="default" leftSection={<IconLock size={14} />} onClick={lock}>
              {t("lock")}
            </Button>
          ) : (
            <Tooltip label={t("lock")}>
              <ActionIcon variant="default" size={30} aria-label={t("lock")} onClick={lock}>
                <IconLock size={15} />
              </ActionIcon>
            </Tooltip>
          )}
          <Button flex="none" leftSection={<IconScale size={15} />} onClick={select}>
            {t("select.open")}
          </Button>
        </>
      )}
    </div>
  );
}

function ViewMenu({ board, settings, set, editable, named }: Pick<ToolbarProps, "board" | "settings" | "set" | "editable"> & { named: boolean }) {
  const { t } = useTranslation("roadmap");
  const draft = useDraft();
  const operations = plannedByDates(board);
  const plan = () => draft.add({ label: t("planned", { count: operations.length }), operations });
  const button = named ? (
    <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={15} />}>
      {t("view")}
    </Button>
  ) : (
    <ActionIcon variant="default" size={30} aria-label={t("view")}>
      <IconAdjustmentsHorizontal size={15} />
    </ActionIcon>
  );
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown aria-label={t("view")}>
        <Stack gap="sm">
          {(
            [
              ["unplanned", settings.aside, "aside", "dates"],
              ["done", settings.done, "shown", "hidden"],
              ["teams", settings.allTeams, "all", "fullest"],
            ] as const
          ).map(([name, on, yes, no]) => (
            <Switch key={name} label={t(`show.${name}`)} checked={on} onChange={() => set(name, on ? no : yes)} />
          ))}
          {editable && operations.length > 0 && (
            <Button variant="default" leftSection={<IconCalendarDue size={15} />} onClick={plan}>
              {t("planByDates", { count: operations.length })}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
