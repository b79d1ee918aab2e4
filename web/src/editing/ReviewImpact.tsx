/** What the draft makes critical or late, and what it mends. */
import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Impact } from "./preview";

const COLORS = { newlyLate: "red", newlyCritical: "orange", inTimeAgain: "teal", noLongerCritical: "teal" } as const;

export function ReviewImpact({ impact }: { impact: Impact }) {
  const { t } = useTranslation("editing");
  const late = useLateText();
  const rows = [
    { name: "newlyLate", items: impact.newlyLate.map(late) },
    { name: "newlyCritical", items: impact.newlyCritical.map(({ code }) => code) },
    { name: "inTimeAgain", items: impact.noLongerLate.map(late) },
    { name: "noLongerCritical", items: impact.noLongerCritical.map(({ code }) => code) },
  ] as const;
  const shown = rows.filter(({ items }) => items.length > 0);
  if (shown.length === 0) return null;
  return (
    <Stack component="section" gap={6} aria-label={t("impact")}>
      {shown.map(({ name, items }) => (
        <Group key={name} gap="xs" wrap="nowrap" align="flex-start">
          <Badge color={COLORS[name]} miw={136}>
            {t(name)}
          </Badge>
          <Text size="sm">{items.join(" · ")}</Text>
        </Group>
      ))}
    </Stack>
  );
}

function useLateText(): (late: Impact["newlyLate"][number]) => string {
  const { t } = useTranslation("editing");
  const { day } = useFormat();
  return ({ work, due, obligation }) =>
    t("due", { code: work.code, what: obligation?.instrument ?? "", day: day(due.slice(0, 10)) });
}
