/** What can be done with a column. */
import { Menu } from "@mantine/core";
import {
  IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconDotsVertical, IconEyeOff, IconFilter, IconSortAscending,
  IconStack2, IconViewportNarrow, IconViewportWide,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { FilterForm } from "../bar/FilterForm";
import classes from "./grid.module.css";
import { useModel } from "./model";
import { chosen, moved, type Track } from "./tracks";

const STEP = 32;

export function ColumnMenu({ track, close }: { track: Track; close: () => void }) {
  const { t } = useTranslation("table");
  const { view, change, title, sheet, resize } = useModel();
  const [filtering, setFiltering] = useState(false);
  const { name } = track.column;
  const shown = chosen(sheet.kind, sheet.columns, view.columns);
  const at = shown.findIndex((one) => one.name === name);
  const isGrouped = view.group.includes(name);
  const move = (step: number) => {
    const to = shown[at + step];
    if (to !== undefined) change({ columns: moved(shown, name, to.name) });
  };
  const add = (down: boolean) => change({ sort: [...view.sort.filter((sort) => sort.column !== name), { column: name, down }] });
  return (
    <Menu opened onChange={(open) => !open && close()} position="bottom-start" width={filtering ? 280 : 220} returnFocus>
      <Menu.Target>
        <button type="button" tabIndex={-1} className={classes["more"]} aria-label={t("columnMenu", { column: title(track.column) })}>
          <IconDotsVertical size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={(event) => event.stopPropagation()}>
        {filtering ? (
          <FilterForm column={track.column} done={close} />
        ) : (
          <>
            <Menu.Item leftSection={<IconArrowUp size={14} />} onClick={() => change({ sort: [{ column: name, down: false }] })}>{t("menu.up")}</Menu.Item>
            <Menu.Item leftSection={<IconArrowDown size={14} />} onClick={() => change({ sort: [{ column: name, down: true }] })}>{t("menu.down")}</Menu.Item>
            {view.sort.length > 0 && view.sort[0]?.column !== name && (
              <Menu.Item leftSection={<IconSortAscending size={14} />} onClick={() => add(false)}>{t("menu.addSort")}</Menu.Item>
            )}
            <Menu.Item closeMenuOnClick={false} leftSection={<IconFilter size={14} />} onClick={() => setFiltering(true)}>{t("menu.filter")}</Menu.Item>
            <Menu.Item
              leftSection={<IconStack2 size={14} />}
              onClick={() => change({ group: isGrouped ? view.group.filter((one) => one !== name) : [...view.group, name], closed: [] })}
            >
              {t(isGrouped ? "menu.ungroup" : "menu.group")}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconArrowLeft size={14} />} disabled={at <= 0} onClick={() => move(-1)}>{t("menu.left")}</Menu.Item>
            <Menu.Item leftSection={<IconArrowRight size={14} />} disabled={at === shown.length - 1} onClick={() => move(1)}>{t("menu.right")}</Menu.Item>
            <Menu.Item closeMenuOnClick={false} leftSection={<IconViewportWide size={14} />} onClick={() => resize(name, track.width + STEP, true)}>{t("menu.wider")}</Menu.Item>
            <Menu.Item closeMenuOnClick={false} leftSection={<IconViewportNarrow size={14} />} onClick={() => resize(name, track.width - STEP, true)}>{t("menu.narrower")}</Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconEyeOff size={14} />} disabled={shown.length === 1} onClick={() => change({ columns: shown.filter((one) => one.name !== name) })}>
              {t("menu.hide")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
