/** The head of a launch's page: what it is, when it is ready and how sure that is, and when the plan gets there. */
import { Anchor, Button, Group, Title } from "@mantine/core";
import { IconArrowLeft, IconLanguage, IconListDetails, IconSitemap } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useOpen, useSelection } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { DateText } from "~/parts/DateText";
import { Person } from "~/parts/Person";
import { FloatBadge, StatusBadge } from "~/parts/badges";
import { useFormat } from "~/parts/format";
import { chanceOf } from "~/readiness/chances";
import type { Forecast } from "~/readiness/forecast";
import { useStandings } from "~/readiness/overview";
import { ReadinessBadge } from "~/readiness/signs";
import { StandingSlack } from "~/readiness/StandingSummary";
import { openLocalise } from "~/templates/store";
import { Slip } from "./LaunchRow";
import type { Launch } from "./launches";
import classes from "./launches.module.css";

export function LaunchHead({ launch, forecast }: { launch: Launch; forecast: Forecast | undefined }) {
  const { t } = useTranslation("launches");
  const open = useOpen();
  return (
    <header className={classes["head"]}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Anchor component="button" type="button" size="xs" onClick={() => open("/launches")}>
            <IconArrowLeft size={12} aria-hidden /> {t("calendar")}
          </Anchor>
          <Title order={2} size="h3">
            <span className={classes["code"]}>{launch.code}</span> {launch.name}
          </Title>
          <div className={classes["facts"]}>
            <StatusBadge status={launch.status} />
            {launch.tier !== "" && <span>{t(`tier.${launch.tier}`)}</span>}
            {launch.owner !== "" && <Person name={launch.owner} />}
          </div>
        </div>
        <Actions launch={launch} />
      </Group>
      <dl className={classes["dates"]}>
        <Fact name={t("column.target")}>{launch.target === null ? t("noTarget") : <DateText date={launch.target} />}</Fact>
        <Readiness launch={launch} forecast={forecast} />
        <Fact name={t("column.plan")}>
          <DateText date={launch.predicted} />
          <Slip days={launch.slip} />
        </Fact>
        <Fact name={t("column.float")}>
          <FloatBadge days={launch.floatDays} critical={launch.critical} nearCritical={launch.nearCritical} />
        </Fact>
      </dl>
    </header>
  );
}

function Actions({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launches");
  const open = useOpen();
  const [, select] = useSelection();
  const now = useAskedRevision() === null;
  return (
    <Group gap="xs" justify="flex-end">
      {now && (
        <Button variant="default" leftSection={<IconLanguage size={14} />} onClick={() => openLocalise(launch)}>
          {t("localise")}
        </Button>
      )}
      <Button variant="default" leftSection={<IconListDetails size={14} />} onClick={() => select(launch.code)}>
        {t("details")}
      </Button>
      <Button variant="default" leftSection={<IconSitemap size={14} />} onClick={() => open("/graph", launch.code)}>
        {t("graph")}
      </Button>
    </Group>
  );
}

/** The last market to be ready: computed, and by what day how surely. Nothing where the launch has no gates. */
function Readiness({ launch, forecast }: { launch: Launch; forecast: Forecast | undefined }) {
  const { t } = useTranslation("launches");
  const format = useFormat();
  const standing = useStandings()?.get(launch.code);
  if (standing === undefined) return null;
  const { state, worst, predicted } = standing;
  const chance = forecast === undefined ? undefined : chanceOf(forecast);
  const named = worst.filter((market) => market !== "").join(", ");
  return (
    <>
      <Fact name={t("readiness")}>
        <ReadinessBadge state={state} />
        <div className={classes["dim"]}>{worst.length === standing.markets.length ? t("readiness:allMarkets") : named}</div>
      </Fact>
      {state !== "LIVE" && (
        <Fact name={t("column.ready")}>
          {predicted === null ? t("readiness:nobodyKnows") : <DateText date={predicted} />}
          <div className={classes["slip"]}><StandingSlack standing={standing} /></div>
        </Fact>
      )}
      {state !== "LIVE" && chance !== undefined && (
        <>
          <Fact name={t("p80")}>
            {chance.p80 === null ? "–" : <DateText date={chance.p80} />}
            {chance.p50 !== null && <div className={classes["dim"]}>{t("p50", { day: format.day(chance.p50) })}</div>}
          </Fact>
          <Fact name={t("inTime")}>
            <span className={classes["chance"]} data-low={(chance.joint !== null && chance.joint < 0.5) || undefined}>
              {chance.joint === null ? "–" : format.percent(chance.joint * 100)}
            </span>
          </Fact>
        </>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
