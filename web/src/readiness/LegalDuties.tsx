/** What the law asks of a launch, market by market: the day as it was said, whether it binds, and by when to begin. */
import { Badge } from "@mantine/core";
import { useAnswer } from "~/api/answers";
import { type ResultOf, graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { CodeLink } from "~/parts/CodeLink";
import { DateText, PrecisionDate } from "~/parts/DateText";
import { Failed } from "~/parts/states";
import { leastOf } from "./overview";
import classes from "./Ledger.module.css";

const DUTIES = graphql(`
  query LaunchDuties($launch: ID!, $revision: Int) {
    plan(revision: $revision) {
      launchDuties(launch: $launch) {
        obligation {
          id
          code
          instrument
          duty
          precision
          status
          source
        }
        market {
          code
        }
        day
        graceEnd
        binds
        slackDays
        safeStart
        safeStartOf {
          __typename
          ... on Initiative {
            code
          }
          ... on Launch {
            code
          }
        }
        moved {
          day
          precision
          asOf
        }
        sentence
      }
    }
  }
`);

type Duty = ResultOf<typeof DUTIES>["plan"]["launchDuties"][number];

export function LegalDuties({ launch }: { launch: string }) {
  const { t } = useTranslation("readiness");
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(DUTIES, { launch, revision });
  if (error !== null && data === undefined) return <Failed error={error} retry={() => void refetch()} />;
  const laws = byLaw(data?.plan.launchDuties ?? []);
  return (
    <section aria-label={t("law.title")}>
      <h2>{t("law.title")}</h2>
      {data !== undefined && laws.length === 0 && <p className={classes["dim"]}>{t("law.none")}</p>}
      <ul className={classes["list"]}>
        {laws.map(([first, ...others]) => (
          <Law key={first.obligation.id} first={first} duties={[first, ...others]} />
        ))}
      </ul>
    </section>
  );
}

function Law({ first, duties }: { first: Duty; duties: readonly Duty[] }) {
  const { t } = useTranslation("readiness");
  const { obligation } = first;
  const slack = leastOf(duties.map(({ slackDays }) => slackDays));
  const [soonest] = duties.filter(({ safeStart }) => safeStart !== null).sort((a, b) => (a.safeStart! < b.safeStart! ? -1 : 1));
  const last = first.moved.at(-1);
  return (
    <li className={classes["entry"]} data-past={first.binds ? undefined : true}>
      <div className={classes["line"]}>
        <span className={classes["code"]}>{obligation.code}</span>
        <span>{obligation.instrument}</span>
        <Badge color={first.binds ? "accent" : "gray"}>{t(`launches:legal.${obligation.status}`)}</Badge>
        {first.day !== null && <PrecisionDate date={first.day} precision={obligation.precision} />}
        {first.binds && slack !== null && (
          <span className={classes["slack"]} data-late={slack < 0 || undefined}>
            {slack < 0 ? t("daysLate", { count: -slack }) : t("daysLeft", { count: slack })}
          </span>
        )}
      </div>
      {obligation.duty !== "" && <div>{obligation.duty}</div>}
      <div className={classes["dim"]}>
        {duties.flatMap(({ market }) => (market === null ? [] : [market.code])).join(", ")}
        {first.graceEnd !== null && (
          <>
            {" · "}
            {t("law.grace")} <DateText date={first.graceEnd} />
          </>
        )}
        {soonest !== undefined && (
          <>
            {" · "}
            {t("law.safeStart")} <DateText date={soonest.safeStart} />{" "}
            {soonest.safeStartOf?.__typename === "Initiative" && <CodeLink code={soonest.safeStartOf.code} />}
          </>
        )}
        {last !== undefined && last.day !== null && (
          <>
            {" · "}
            {t("law.moved")} <PrecisionDate date={last.day} precision={last.precision} />
          </>
        )}
        {!first.binds && <> · {t("law.free")}</>}
      </div>
    </li>
  );
}

/** Returns the duties by obligation, in their order. */
function byLaw(duties: readonly Duty[]): [Duty, ...Duty[]][] {
  const laws = new Map<string, [Duty, ...Duty[]]>();
  for (const duty of duties) {
    const law = laws.get(duty.obligation.id);
    if (law === undefined) laws.set(duty.obligation.id, [duty]);
    else law.push(duty);
  }
  return [...laws.values()];
}
