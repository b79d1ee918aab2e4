/** Keys of the selected item. */
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";
import type { Item } from "./item";

export function usePanelCommands(item: Item, readOnly: boolean, setTab: (tab: string) => void): void {
  const { t } = useTranslation("panel");
  const group = t("commandGroup");
  const edit = () => {
    if (readOnly) return;
    setTab("fields");
    requestAnimationFrame(() => requestAnimationFrame(() => focusField("name")));
  };
  useCommands([
    { id: "item.edit", label: t("editItem", { item: item.code }), keys: "F2", group, run: edit },
    { id: "item.links", label: t("showLinks", { item: item.code }), keys: "L", group, run: () => setTab("links") },
    { id: "item.why", label: t("showWhy", { item: item.code }), keys: "W", group, run: () => setTab("overview") },
  ]);
}

function focusField(name: string): void {
  document.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus();
}
