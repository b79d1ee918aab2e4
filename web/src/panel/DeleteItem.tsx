/** Asks before an item is deleted, and says what goes with it. */
import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import type { Operation } from "~/editing/draft";
import type { InitiativeItem, Item } from "./item";
import classes from "./Panel.module.css";
import { useAddStep } from "./useEdit";

export function DeleteItem({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation("panel");
  const add = useAddStep();
  const parts = item.__typename === "Initiative" ? item.children : [];
  const along = goesAlong(item).filter(([, count]) => count > 0);
  const confirm = () => {
    add(t("step.delete", { item: item.code }), ...deletionsOf(item));
    close();
  };
  return (
    <Modal opened onClose={close} title={t("deleteTitle", { item: item.code })} closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ title: classes["title"] ?? "" }}>
      <Stack gap="sm">
        <Text size="sm">{item.name}</Text>
        {along.length > 0 && (
          <div>
            <Text size="sm">{t("goesAlong")}</Text>
            <List size="sm">
              {along.map(([what, count]) => (
                <List.Item key={what}>{t(`along.${what}`, { count })}</List.Item>
              ))}
            </List>
          </div>
        )}
        {parts.length > 0 && <Alert color="orange">{t("partsMoveUp", { count: parts.length })}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t("cancel")}</Button>
          <Button color="red" onClick={confirm} data-autofocus>{t("delete")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function goesAlong(item: Item): [string, number][] {
  const links = item.predecessors.length + item.successors.length;
  if (item.__typename === "Launch") return [["links", links], ["markets", item.launchMarkets.length]];
  return [["links", links], ["demands", item.demands.length], ["assignments", item.assignments.length]];
}

/** Returns the operations that delete an item; its parts become parts of its parent. */
function deletionsOf(item: Item): Operation[] {
  if (item.__typename === "Launch") return [{ deleteLaunch: item.id }];
  return [...item.children.map((part) => moved(part, item)), { deleteInitiative: item.id }];
}

function moved(part: InitiativeItem["children"][number], item: InitiativeItem): Operation {
  return { updateInitiative: { id: part.id, changes: { parent: item.parent?.id ?? null } } };
}
