/** Brings the translations of a launch up to date: one piece of work for each text and language, shown before it is made. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { ask } from "~/api/client";
import { useTranslation } from "~/locales/translation";
import { Failed, Loading } from "~/parts/states";
import { Proposal } from "./Proposal";
import { LOCALISE, announce, useGenerated } from "./generated";

interface LocaliseDialogProps {
  launch: { id: string; code: string; name: string };
  close: () => void;
}

export default function LocaliseDialog({ launch, close }: LocaliseDialogProps) {
  const { t } = useTranslation("templates");
  const made = useGenerated(
    async (dryRun) => (await ask(LOCALISE, { input: { launch: launch.id, dryRun } })).localise,
    () => {
      announce(t("localise.done", { launch: launch.code }));
      close();
    },
  );
  const { propose } = made;
  useEffect(propose, [propose]);
  const some = made.proposal !== undefined && made.proposal.changes.length > 0 && made.proposal.userErrors.length === 0;
  return (
    <Modal opened onClose={close} title={t("localise.title", { launch: launch.code })} size="xl" closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("localise.hint")}
        </Text>
        {made.proposal === undefined && made.error === null && <Loading rows={4} />}
        {made.error !== null && <Failed error={made.error} retry={made.propose} />}
        {made.proposal !== undefined && <Proposal proposal={made.proposal} none={t("localise.none")} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t(some ? "cancel" : "close")}
          </Button>
          {some && (
            <Button loading={made.pending} onClick={made.apply}>
              {t("localise.make")}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
