/** How a launch stands in a few lines: state of the worst market, which it is, by when it is ready and how likely. */
import { useTranslation } from "~/locales/translation";
import { DateText } from "~/parts/DateText";
import { useFormat } from "~/parts/format";
import type { Chance } from "./chances";
import { dayNear } from "./near";
import type { LaunchStanding } from "./overview";
import classes from "./Overview.module.css";
import { ReadinessBadge } from "./signs";

/** More markets than this are counted. */
const MANY = 4;

export function StandingSummary({ standing, chance }: { standing: LaunchStanding; chance: Chance | undefined }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const { state, worst, predicted, markets } = standing;
  const named = worst.filter((market) => market !== "");
  const live = state === "LIVE";
  const last = markets.map(({ liveOn }) => liveOn ?? "").sort().at(-1);
  return (
    <div className={classes["summary"]}>
      <div className={classes["line"]}>
        <ReadinessBadge state={state} />
        {markets.length > 1 && (
          <span className={classes["dim"]} title={named.join(", ")}>
            {worst.length === markets.length
              ? t("allMarkets")
              : named.length > MANY
                ? t("overview.some", { count: named.length, all: markets.length })
                : named.join(", ")}
          </span>
        )}
      </div>
      {live ? (
        last !== undefined && <DateText date={last} />
      ) : (
        <div className={classes["line"]}>
          {predicted === null ? <span>{t("nobodyKnows")}</span> : <DateText date={predicted} />}
          <StandingSlack standing={standing} />
        </div>
      )}
      {!live && chance !== undefined && (
        <div className={classes["dim"]}>
          {chance.p80 === null ? t("overview.noP80") : t("overview.p80", { day: dayNear(format, chance.p80, predicted) })}
          {chance.joint !== null && <> · {t("overview.probability", { percent: format.percent(Math.round(chance.joint * 20) * 5) })}</>}
        </div>
      )}
    </div>
  );
}

/** Days between target and prediction in the market where that is least. */
export function StandingSlack({ standing: { slackDays, markets } }: { standing: LaunchStanding }) {
  const { t } = useTranslation("readiness");
  if (slackDays === null) return null;
  const several = markets.length > 1 ? "overview." : "";
  return (
    <span className={classes["slack"]} data-late={slackDays < 0 || undefined}>
      {slackDays < 0 ? t(`${several}daysLate`, { count: -slackDays }) : t(`${several}daysLeft`, { count: slackDays })}
    </span>
  );
}
