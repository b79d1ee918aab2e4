/** Badges that mean the same everywhere: status of work, and float. */
import { Badge } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "./format";

const COLORS: Record<string, string> = {
  IDEA: "gray",
  PROPOSED: "violet",
  APPROVED: "blue",
  IN_PROGRESS: "accent",
  DONE: "green",
  ON_HOLD: "yellow",
  CANCELLED: "gray",
};

/** The status of work, by its name in the API. */
export function StatusBadge({ status }: { status: string }) {
  const { t } = useTranslation("parts");
  return (
    <Badge color={COLORS[status] ?? "gray"} {...(status === "CANCELLED" && { td: "line-through" })}>
      {t(`status.${status}`, { defaultValue: status })}
    </Badge>
  );
}

/** Total float in days: red where critical or late, amber where near-critical, grey otherwise. */
export function FloatBadge({ days, critical, nearCritical = false }: FloatBadgeProps) {
  const { t } = useTranslation("parts");
  const format = useFormat();
  const color = critical || days < 0 ? "red" : nearCritical ? "orange" : "gray";
  return <Badge color={color}>{days < 0 ? t("late", { days: format.days(-days) }) : t("float", { days: format.days(days) })}</Badge>;
}

interface FloatBadgeProps {
  days: number;
  critical: boolean;
  nearCritical?: boolean;
}
