/** The table's commands in palette and help sheet; the keys of the grid itself are only listed. */
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";

const KEYS = {
  edit: "F2",
  clear: "Delete",
  fillDown: "mod+D",
  fillRight: "mod+R",
  copy: "mod+C",
  paste: "mod+V",
  selectAll: "mod+A",
  tick: "Shift+Space",
  open: "mod+Enter",
} as const;

export function useTableCommands(create: () => void): void {
  const { t } = useTranslation("table");
  const group = t("group");
  useCommands([
    { id: "table.new", label: t("newRow"), group, run: create },
    ...Object.entries(KEYS).map(([name, keys]) => ({
      ...{ id: `table.${name}`, label: t(`command.${name}`), keys, group, listedOnly: true },
      run: () => undefined,
    })),
  ]);
}
