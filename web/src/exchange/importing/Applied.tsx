/** After an import: what was saved, and where to see it. */
import { Button, Group } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useOpen } from "~/app/view";
import { Empty } from "~/parts/states";
import { useFormat } from "~/parts/format";
import type { ImportAnswer } from "./answer";
import { putAway } from "./store";
import { useCounted } from "./useCounted";

export function Applied({ applied }: { applied: ImportAnswer }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const open = useOpen();
  const counted = useCounted();
  const { revision, file, changes } = applied;
  const title =
    revision === null ? t("applied.nothing", { file }) : t("applied.title", { file, revision: format.number(revision) });
  return (
    <Empty
      icon={<IconCircleCheck size={40} stroke={1.25} />}
      title={title}
      hint={counted(changes) || t("applied.same")}
      action={
        <Group gap="xs" mt="xs" justify="center">
          <Button onClick={() => open("/timeline")}>{t("applied.timeline")}</Button>
          <Button variant="default" onClick={() => open("/history")}>
            {t("applied.history")}
          </Button>
          <Button variant="default" onClick={putAway}>
            {t("applied.another")}
          </Button>
        </Group>
      }
    />
  );
}
