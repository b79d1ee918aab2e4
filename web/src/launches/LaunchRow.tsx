/** One launch of the calendar. */
import { Table } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { DateText } from "~/parts/DateText";
import { FloatBadge, StatusBadge } from "~/parts/badges";
import { useFormat } from "~/parts/format";
import type { Chance } from "~/readiness/chances";
import type { LaunchStanding } from "~/readiness/overview";
import { StandingSummary } from "~/readiness/StandingSummary";
import { DutyList } from "./DutyList";
import { LaunchLink } from "./LaunchLink";
import { Track } from "./Track";
import type { Launch } from "./launches";
import classes from "./launches.module.css";

/** More markets than this are counted, not named. */
const MANY = 4;

interface Props {
  launch: Launch;
  span: [number, number];
  /** Undefined: not known yet, or it has no gates. */
  standing: LaunchStanding | undefined;
  chance: Chance | undefined;
}

export function LaunchRow({ launch, span, standing, chance }: Props) {
  const { t } = useTranslation("launches");
  return (
    <Table.Tr>
      <Table.Td className={classes["launch"]}>
        <LaunchLink code={launch.code} name={launch.name} />
        <div className={classes["facts"]}>
          <StatusBadge status={launch.status} />
          {launch.tier !== "" && <span>{t(`tier.${launch.tier}`)}</span>}
          <span title={launch.markets.join(", ")}>
            {launch.markets.length > MANY ? t("manyMarkets", { count: launch.markets.length }) : launch.markets.join(", ")}
          </span>
        </div>
      </Table.Td>
      <Table.Td className={classes["date"]}>
        {launch.target === null ? <span className={classes["dim"]}>{t("noTarget")}</span> : <DateText date={launch.target} />}
      </Table.Td>
      <Table.Td className={classes["ready"]}>{standing === undefined ? <span className={classes["dim"]}>–</span> : <StandingSummary standing={standing} chance={chance} />}</Table.Td>
      <Table.Td className={classes["date"]}>
        <DateText date={launch.predicted} />
        <Slip days={launch.slip} />
        <FloatBadge days={launch.floatDays} critical={launch.critical} nearCritical={launch.nearCritical} />
      </Table.Td>
      <Table.Td className={classes["trackCell"]}>
        <Track launch={launch} span={span} />
      </Table.Td>
      <Table.Td>
        <DutyList duties={launch.duties} />
      </Table.Td>
    </Table.Tr>
  );
}

/** How far the prediction lies from the target; in words as well as in colour. */
export function Slip({ days }: { days: number | null }) {
  const { t } = useTranslation("launches");
  const format = useFormat();
  if (days === null) return null;
  const said = days > 0 ? t("late", { days: format.days(days) }) : days < 0 ? t("early", { days: format.days(-days) }) : t("onTime");
  return (
    <div className={classes["slip"]} data-late={days > 0 || undefined}>
      {said}
    </div>
  );
}
