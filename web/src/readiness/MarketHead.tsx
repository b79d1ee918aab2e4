/** The head of a row: a market with its state, when it is predicted, how likely, and what blocks it. */
import { Text, Tooltip } from "@mantine/core";
import { IconGavel } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { DateText } from "~/parts/DateText";
import { useFormat } from "~/parts/format";
import type { Cell } from "./matrix";
import { dayNear } from "./near";
import classes from "./Readiness.module.css";
import { ReadinessBadge } from "./signs";

/** Quantiles of the day on which a market is ready (ISO), and the probability of its target (0 to 1; null: no target). */
export interface Odds {
  p50: string;
  p80: string;
  probability: number | null;
}

export function MarketHead({ cell, odds }: { cell: Cell; odds: Odds | undefined }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const { market, liveOn, predicted } = cell;
  return (
    <th scope="row" className={classes["marketHead"]}>
      <div className={classes["marketTop"]}>
        <span className={classes["marketCode"]}>{market?.code ?? t("allMarkets")}</span>
        <span className={classes["marketName"]}>{market?.name ?? ""}</span>
        <Tooltip label={cell.reasons.slice(0, 6).join("\n")} multiline w={380} style={{ whiteSpace: "pre-line" }} disabled={cell.reasons.length === 0}>
          <span>
            <ReadinessBadge state={cell.state} />
          </span>
        </Tooltip>
        {cell.tooLateForLaw && (
          <Tooltip label={t("tooLateForLaw", { day: format.day(cell.legalDay) })}>
            <IconGavel size={15} className={classes["law"]} role="img" aria-label={t("tooLateForLaw", { day: format.day(cell.legalDay) })} />
          </Tooltip>
        )}
      </div>
      <Dates cell={cell} />
      {odds !== undefined && liveOn === null && (
        <Text component="div" size="xs" className={classes["odds"] ?? ""}>
          {t("quantiles", { p50: dayNear(format, odds.p50, predicted), p80: dayNear(format, odds.p80, predicted) })}
          {odds.probability !== null && <> · {t("probability", { percent: format.percent(odds.probability * 100) })}</>}
        </Text>
      )}
    </th>
  );
}

/** When it went live or is predicted, against its target. */
function Dates({ cell: { predicted, target, slackDays, liveOn } }: { cell: Cell }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  return (
      <div className={classes["marketDates"]}>
        {liveOn !== null ? (
          <span>
            {t("liveOn")} <DateText date={liveOn} />
          </span>
        ) : (
          <span>{predicted === null ? t("nobodyKnows") : <DateText date={predicted} />}</span>
        )}
        {liveOn === null && target !== null && slackDays !== null && (
          <span className={classes["slack"]} data-late={slackDays < 0 || undefined}>
            {slackDays < 0 ? t("daysLate", { count: -slackDays }) : t("daysLeft", { count: slackDays })}
          </span>
        )}
        {target !== null && (
          <span className={classes["dim"]}>
            {t("target")} {dayNear(format, target, predicted)}
          </span>
        )}
      </div>
  );
}
