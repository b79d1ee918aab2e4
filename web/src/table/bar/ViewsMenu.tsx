/** Views by name, and the address of the view on screen to send. */
import { ActionIcon, Button, Group, Menu, TextInput } from "@mantine/core";
import { IconBookmark, IconLink, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useModel } from "../grid/model";
import { useSavedViews } from "../view/savedViews";
import { stateOf } from "../view/state";
import { ownPart } from "../view/useViewState";

export function ViewsMenu() {
  const { t } = useTranslation("table");
  const { change, announce } = useModel();
  const { views, keep, forget } = useSavedViews();
  const [name, setName] = useState("");
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    announce(t("linkCopied"));
  };
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={14} />}>{t("views")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.length > 0 && <Menu.Label>{t("savedViews")}</Menu.Label>}
        {views.map((view) => (
          <Group key={view.name} gap={4} wrap="nowrap">
            <Menu.Item onClick={() => change(stateOf(view.search))}>{view.name}</Menu.Item>
            <ActionIcon aria-label={t("forgetView", { name: view.name })} onClick={() => forget(view.name)}>
              <IconTrash size={14} />
            </ActionIcon>
          </Group>
        ))}
        {views.length > 0 && <Menu.Divider />}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === "") return;
            keep(name.trim(), ownPart(window.location.search));
            announce(t("viewKept", { name: name.trim() }));
            setName("");
          }}
        >
          <Group gap={6} p={6} wrap="nowrap">
            <TextInput flex={1} aria-label={t("viewName")} placeholder={t("viewName")} value={name} onChange={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => event.stopPropagation()} />
            <Button type="submit" disabled={name.trim() === ""}>{t("keep")}</Button>
          </Group>
        </form>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLink size={14} />} onClick={() => void copy()}>{t("copyLink")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
