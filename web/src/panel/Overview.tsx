/** Dates, the reasons for them, duties, parts, and what drives it. */
import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { Drivers } from "./Drivers";
import { Explanation } from "./Explanation";
import type { Duty, InitiativeItem, Item } from "./item";
import { PlanDates } from "./PlanDates";
import classes from "./Panel.module.css";
import { WorkAnchor } from "./WorkAnchor";

export function Overview({ item }: { item: Item }) {
  const parts = item.__typename === "Initiative" ? item.children : [];
  return (
    <>
      <PlanDates item={item} />
      {item.schedule !== null && <Explanation code={item.code} />}
      <Duties duties={item.obligations} />
      <Parts parts={parts} />
      {item.schedule !== null && <Drivers code={item.code} />}
    </>
  );
}

function Duties({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation("panel");
  const { day } = useFormat();
  if (duties.length === 0) return null;
  return (
    <section className={classes["section"]} aria-label={t("obligations")}>
      <h3 className={classes["sectionTitle"]}>{t("obligations")}</h3>
      <ul className={classes["rows"]}>
        {duties.map((duty) => (
          <li key={duty.id}>
            <Group gap={6} justify="space-between" wrap="nowrap">
              <Text size="sm" fw={600}>
                {duty.instrument}
              </Text>
              <Text size="sm" className={classes["numbers"] ?? ""}>
                {day(duty.day)}
              </Text>
            </Group>
            <Text size="xs" c="dimmed">
              {duty.jurisdiction} · {t(`choices.legal.${duty.status}`, { defaultValue: duty.status })} · {duty.duty}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Parts({ parts }: { parts: InitiativeItem["children"] }) {
  const { t } = useTranslation("panel");
  const { day } = useFormat();
  if (parts.length === 0) return null;
  return (
    <section className={classes["section"]} aria-label={t("parts")}>
      <h3 className={classes["sectionTitle"]}>{t("partsTitle", { count: parts.length })}</h3>
      <ul className={classes["rows"]}>
        {parts.map((part) => (
          <li key={part.id}>
            <Group gap={6} wrap="nowrap">
              <WorkAnchor code={part.code} name={part.name} />
              <Text size="sm" truncate flex={1}>
                {part.name}
              </Text>
              {part.schedule?.critical === true && <Badge color="red">{t("critical")}</Badge>}
              <Text size="sm" className={classes["numbers"] ?? ""}>
                {day(part.schedule?.finishAt)}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}
