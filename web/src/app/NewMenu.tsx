/** The button that begins a new item: a programme, initiative, milestone or launch. */
import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { type NewKind, openNewItem } from "~/panel/newItemStore";
import { openTemplates } from "~/templates/store";

const KINDS: readonly NewKind[] = ["INITIATIVE", "MILESTONE", "PROGRAMME", "LAUNCH"];

/** Nothing while an old revision is shown, which nobody can edit. */
export function NewMenu() {
  const { t } = useTranslation("app");
  if (useAskedRevision() !== null) return null;
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <Button size="xs" leftSection={<IconPlus size={14} />}>
          {t("new.open")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => openNewItem(kind)}>
            {t(`new.${kind}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => openTemplates()}>{t("templates:command")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
