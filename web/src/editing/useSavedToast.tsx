/** After a save: what was saved, with Undo. Escape closes it. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useTranslation } from "~/locales/translation";
import { takeBack } from "./save";
import { useDraftStore } from "./store";

const TOAST = "draft-saved";
const SHOWN_MS = 10_000;

export function useSavedToast(): void {
  const { t } = useTranslation("editing");
  const saved = useDraftStore((draft) => draft.lastSaved);
  const told = useRef(saved);
  useEffect(() => {
    if (saved === undefined || told.current === saved) return undefined;
    told.current = saved;
    const say = (color: string, message: React.ReactNode) =>
      notifications.show({ id: TOAST, color, message, autoClose: SHOWN_MS, withCloseButton: true });
    const undo = async () => {
      notifications.hide(TOAST);
      try {
        await takeBack(saved.revision);
        notifications.show({ color: "teal", message: t("takenBack") });
      } catch (reason) {
        notifications.show({ color: "red", message: reason instanceof Error ? reason.message : String(reason) });
      }
    };
    say(
      "teal",
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{saved.said ?? t("saved", { count: saved.changes })}</Text>
        <Button size="compact-xs" variant="default" flex="none" onClick={() => void undo()}>
          {t("undoSave")}
        </Button>
      </Group>,
    );
    const close = (event: KeyboardEvent) => event.key === "Escape" && notifications.hide(TOAST);
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [saved, t]);
}
