/** Code, name and badges of the item, and what can be done with it as a whole. */
import { ActionIcon, Badge, CloseButton, Group, Menu, Text } from "@mantine/core";
import { IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useSelection } from "~/app/view";
import { DELETED, useOverlay } from "~/editing/draft";
import { DeleteItem } from "./DeleteItem";
import { FieldRow } from "./FieldRow";
import type { Item } from "./item";
import { openNewItem } from "./newItemStore";
import classes from "./Panel.module.css";
import { textOf } from "./plainValue";

const NAME = { name: "name", type: "text" } as const;

export function Heading({ item, readOnly }: { item: Item; readOnly: boolean }) {
  const { t } = useTranslation("panel");
  const [, select] = useSelection();
  const drafted = useOverlay().get(item.id);
  const [deleting, setDeleting] = useState(false);
  const launch = item.__typename === "Launch";
  return (
    <header className={classes["heading"]}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Group gap={6} flex={1}>
          <Text className={classes["code"] ?? ""} fw={700}>
            {item.code}
          </Text>
          <Badge color="gray">{launch ? t(`choices.tier.${item.tier}`) : t(`choices.level.${item.level}`)}</Badge>
          <Badge color={item.status === "DONE" ? "teal" : "accent"}>{t(`choices.status.${item.status}`)}</Badge>
          {item.schedule?.critical === true && <Badge color="red">{t("critical")}</Badge>}
          {item.schedule?.nearCritical === true && <Badge color="orange">{t("nearCritical")}</Badge>}
          {drafted?.[DELETED] === true && <Badge color="red">{t("deleted")}</Badge>}
        </Group>
        {!readOnly && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t("actions")}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {!launch && (
                <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => openNewItem("INITIATIVE", item)}>
                  {t("newPart")}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconTrash size={14} />} color="red" onClick={() => setDeleting(true)}>
                {t("delete")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <CloseButton size="sm" aria-label={t("close")} onClick={() => select("")} />
      </Group>
      <h2 className={classes["title"]}>
        {textOf(drafted?.["name"] ?? item.name)}
      </h2>
      {deleting && <DeleteItem item={item} close={() => setDeleting(false)} />}
    </header>
  );
}

/** The field of the name, which the heading shows and the fields edit. */
export function NameField({ item, readOnly }: { item: Item; readOnly: boolean }) {
  const entity = { kind: item.__typename, id: item.id, label: item.code };
  return <FieldRow entity={entity} spec={NAME} values={item} readOnly={readOnly} />;
}
