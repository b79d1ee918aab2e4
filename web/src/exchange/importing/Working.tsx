/** A file on its way: how much is sent, which step the server is at, and a way out. */
import { Button, Group, Loader, Paper, Progress, Stack, Text } from "@mantine/core";
import { IconCheck, IconPointFilled } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import { type Work, giveUp } from "./store";

const STEPS = ["uploading", "reading", "checking", "dating", "saving"] as const;

/** Returns the place of the present step among all. */
export function placeOf(work: Work): number {
  return Math.max(0, (STEPS as readonly string[]).indexOf(work.step));
}

export function Working({ name, size, work }: { name: string; size: number; work: Work }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const steps = work.applying ? STEPS : STEPS.slice(0, -1);
  const at = placeOf(work);
  const done = ((at === 0 ? work.uploaded * 0.9 : at + 0.4) / steps.length) * 100;
  return (
    <div className={classes["middle"]}>
      <Paper withBorder p="lg" className={classes["working"] ?? ""}>
        <Group justify="space-between" wrap="nowrap" mb="sm">
          <Text fw={600} truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed" className={classes["plain"] ?? ""}>
            {t("size", { size: format.number(Math.max(0.1, size / 1024)) })}
          </Text>
        </Group>
        <Progress value={done} aria-label={t("work.progress")} transitionDuration={200} />
        <Stack gap={6} mt="md" role="status" aria-live="polite">
          {steps.map((step, place) => (
            <Group key={step} gap="xs" {...(place > at && { c: "dimmed" })} {...(place === at && { "aria-current": "step" })}>
              <span className={classes["stepSign"]} aria-hidden>
                {place < at ? <IconCheck size={14} /> : place === at ? <Loader size={12} /> : <IconPointFilled size={10} />}
              </span>
              <Text size="sm" fw={place === at ? 600 : 400}>
                {t(`work.${step}`)}
                {step === "uploading" && place === at && ` ${format.percent(work.uploaded * 100)}`}
              </Text>
            </Group>
          ))}
        </Stack>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={giveUp} disabled={work.step === "saving"}>
            {t("cancel")}
          </Button>
        </Group>
      </Paper>
    </div>
  );
}
