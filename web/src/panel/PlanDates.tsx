/** When the item is planned: computed dates and float; for launches, predicted against target. A draft shows both. */
import { Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { usePreview } from "~/editing/draft";
import { useValueText } from "~/editing/ValueText";
import { useFormat } from "~/parts/format";
import type { Item } from "./item";
import classes from "./Panel.module.css";

export function PlanDates({ item }: { item: Item }) {
  const { t } = useTranslation("panel");
  const { dayTime, day, days, shift } = useFormat();
  const say = useValueText();
  const move = usePreview().answer?.moves.find((one) => one.work.id === item.id);
  const { schedule } = item;
  if (schedule === null) return <Text size="sm" c="dimmed">{t("noDates")}</Text>;
  const launch = item.__typename === "Launch";
  const target = launch ? item.targetDate : item.deadline;
  const late = target !== null && schedule.finishAt > target;
  return (
    <section className={classes["section"]} aria-label={t("dates")}>
      <dl className={classes["dates"]}>
        {!launch && <Entry name={t("start")} value={dayTime(schedule.startAt)} />}
        <Entry name={t(launch ? "predicted" : "finish")} value={dayTime(schedule.finishAt)} />
        {target !== null && (
          <Entry
            name={t(launch ? "target" : "deadline")}
            value={say("", target)}
            note={late ? t("late") : t("inTime")}
            tone={late ? "late" : "inTime"}
          />
        )}
        <Entry
          name={t("totalFloat")}
          value={days(schedule.totalFloatDays)}
          {...(schedule.totalFloatDays < 0 && { note: t("negative"), tone: "late" as const })}
        />
        {!launch && <Entry name={t("freeFloat")} value={days(schedule.freeFloatDays)} />}
        <Entry name={t("lateFinish")} value={dayTime(schedule.lateFinishAt)} />
      </dl>
      {move !== undefined && (
        <Text size="sm" mt={8} fw={600} role="status">
          {t("draftMoves", { before: day(move.finishBefore), after: day(move.finishAfter), days: shift(move.finishWorkingDays) })}
        </Text>
      )}
    </section>
  );
}

function Entry({ name, value, note, tone }: { name: string; value: string; note?: string; tone?: "late" | "inTime" }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {note !== undefined && <span className={classes[tone ?? ""]}> · {note}</span>}
      </dd>
    </div>
  );
}
