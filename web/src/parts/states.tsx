/** What a view shows while it has nothing to show: loading, empty, failed. */
import { Alert, Button, Center, Skeleton, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconInbox } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "~/locales/translation";
import { ApiError } from "~/api/client";
import classes from "./view.module.css";

/** Bars in the place of what comes; `rows` of them. Where there are many, they say after five seconds what may take so long. */
export function Loading({ rows = 12, label }: { rows?: number; label?: string }) {
  const { t } = useTranslation("parts");
  return (
    <Stack gap="xs" p="md" role="status" aria-busy="true" aria-label={label ?? t("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={18} width={`${92 - ((row * 37) % 55)}%`} />
      ))}
      {rows > 5 && <p className={classes["slow"]}>{t("slow")}</p>}
    </Stack>
  );
}

/** Nothing is there: what that means and what to do. */
export function Empty({ title, hint, action, icon }: { title: string; hint?: string; action?: ReactNode; icon?: ReactNode }) {
  return (
    <Center p="xl" mih={200} h="100%">
      <Stack align="center" gap="xs" maw={420} ta="center">
        <Text c="dimmed" component="span" aria-hidden>
          {icon ?? <IconInbox size={36} stroke={1.25} />}
        </Text>
        <Text fw={600}>{title}</Text>
        {hint !== undefined && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

/** It did not work: what happened, what mends it, and another try. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation("parts");
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ApiError ? error.hint || (error.code === "NETWORK" ? t("networkHint") : "") : "";
  return (
    <Center p="xl" mih={200}>
      <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={t("failed")} maw={520} w="100%" role="alert">
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{message}</Text>
          {hint !== "" && (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
          {retry !== undefined && (
            <Button size="xs" variant="default" onClick={retry}>
              {t("retry")}
            </Button>
          )}
        </Stack>
      </Alert>
    </Center>
  );
}
