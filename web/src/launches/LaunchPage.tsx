/** One launch: how ready it is, when and how surely, what decides that, and what law, decisions and the plan say of it. */
import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useOpen } from "~/app/view";
import { useAskedRevision, type Portfolio } from "~/model/portfolio";
import { Empty, Failed, Loading } from "~/parts/states";
import { ForecastSection } from "~/readiness/ForecastSection";
import { ReadinessMatrix } from "~/readiness/ReadinessMatrix";
import { DecisionLedger } from "~/readiness/DecisionLedger";
import { DriftReport } from "~/readiness/DriftReport";
import { LegalDuties } from "~/readiness/LegalDuties";
import { Tornado } from "~/readiness/Tornado";
import { TrainingTable } from "~/readiness/TrainingTable";
import { WhatItTakes } from "~/readiness/WhatItTakes";
import { useForecast } from "~/readiness/forecast";
import { AfterLaunch } from "./AfterLaunch";
import { LaunchHead } from "./LaunchHead";
import { PathLadder, rowsOf } from "./PathLadder";
import { type Launch, launchOf } from "./launches";
import classes from "./launches.module.css";

const PATHS = graphql(`
  query LaunchPaths($launch: ID!, $revision: Int) {
    plan(revision: $revision) {
      floatPaths(to: $launch, first: 4) {
        rank
        class
        floatDays
        joins {
          ... on Initiative {
            code
          }
          ... on Launch {
            code
          }
        }
        steps {
          floatDays
          work {
            ... on Initiative {
              id
            }
            ... on Launch {
              id
            }
          }
          dependency {
            type
            lag
          }
        }
      }
    }
  }
`);

export function LaunchPage({ portfolio, code }: { portfolio: Portfolio; code: string }) {
  const { t } = useTranslation("launches");
  const open = useOpen();
  const row = portfolio.indexOf(code);
  if (row < 0) {
    const back = <Button onClick={() => open("/launches")}>{t("back")}</Button>;
    return <Empty title={t("unknown.title", { code })} hint={t("unknown.hint")} action={back} />;
  }
  return <Known key={code} portfolio={portfolio} launch={launchOf(portfolio, row)} />;
}

function Known({ portfolio, launch }: { portfolio: Portfolio; launch: Launch }) {
  const { t } = useTranslation("launches");
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(PATHS, { launch: launch.id, revision });
  const { forecast, odds } = useForecast(launch.id);
  const { name } = launch;
  const paths = data?.plan.floatPaths ?? [];
  const rows = paths.flatMap((path) => rowsOf(portfolio, path).map(({ row }) => row));
  const span = [
    Math.min(...rows.map((row) => portfolio.start[row]!)),
    Math.max(launch.target ?? -Infinity, ...rows.map((row) => portfolio.finish[row]!)),
  ] as const;
  useEffect(() => {
    document.title = `${name} · Planner`;
  }, [name]);
  return (
    <article className={classes["page"]}>
      <LaunchHead launch={launch} forecast={forecast} />
      <section aria-label={t("readiness")} className={classes["matrix"]}>
        <ReadinessMatrix launch={launch.id} odds={odds} />
      </section>
      <ForecastSection launch={launch.id} />
      <div className={classes["columns"]}>
        <div className={classes["paths"]}>
          <WhatItTakes launch={launch.id} code={launch.code} />
          <section aria-label={t("paths")}>
            {error !== null && <Failed error={error} retry={() => void refetch()} />}
            {data === undefined && error === null && <Loading rows={6} />}
            {paths.map((path) => (
              <PathLadder key={path.rank} portfolio={portfolio} path={path} target={launch.target} span={span} />
            ))}
          </section>
          <Tornado launch={launch.id} />
        </div>
        <div className={classes["aside"]}>
          <LegalDuties launch={launch.id} />
          <DecisionLedger launch={launch.id} markets={launch.markets} />
          <DriftReport launch={launch.id} />
          <AfterLaunch launch={launch} />
        </div>
      </div>
      <TrainingTable launch={launch.id} />
    </article>
  );
}
