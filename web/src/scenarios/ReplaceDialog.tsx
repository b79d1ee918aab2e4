/** Asked before a scenario takes the place of a draft that is not empty. */
import { Button, Group, Modal, Text } from "@mantine/core";
import { useDraft, useMerged } from "~/editing/draft";
import { changesIn } from "~/editing/merge";
import { useTranslation } from "~/locales/translation";
import { openInDraft } from "./deeds";
import { keepDraft } from "./keeping";

export function ReplaceDialog({ code, close }: { code: string; close: () => void }) {
  const { t } = useTranslation("scenarios");
  const saving = useDraft().state === "saving";
  const count = changesIn(useMerged());
  const then = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <Modal opened onClose={close} size={500} title={t("replace.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Text size="sm" mb="md">
        {t("replace.hint", { count, code })}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close} data-autofocus>
          {t("cancel")}
        </Button>
        <Button variant="default" onClick={then(() => keepDraft(true))}>
          {t("keep.command")}
        </Button>
        <Button color="red" disabled={saving} onClick={then(() => void openInDraft(code))}>
          {t("replace.do")}
        </Button>
      </Group>
    </Modal>
  );
}
