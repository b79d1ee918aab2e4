/** One launch: its dates, the path that decides them, the next paths, its markets and what law asks. */
import { Anchor, Button, Group, Title } from "@mantine/core";
import { IconArrowLeft, IconListDetails, IconSitemap } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useOpen, useSelection } from "~/app/view";
import { useAskedRevision, type Portfolio } from "~/model/portfolio";
import { DateText } from "~/parts/DateText";
import { Person } from "~/parts/Person";
import { FloatBadge, StatusBadge } from "~/parts/badges";
import { Empty, Failed, Loading } from "~/parts/states";
import { DutyList } from "./DutyList";
import { Slip } from "./LaunchCalendar";
import { LaunchMarkets } from "./LaunchMarkets";
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
      <Head launch={launch} />
      <div className={classes["columns"]}>
        <section aria-label={t("paths")} className={classes["paths"]}>
          {error !== null && <Failed error={error} retry={() => void refetch()} />}
          {data === undefined && error === null && <Loading rows={6} />}
          {paths.map((path) => (
            <PathLadder key={path.rank} portfolio={portfolio} path={path} target={launch.target} span={span} />
          ))}
        </section>
        <div className={classes["aside"]}>
          <section>
            <h2>{t("column.obligations")}</h2>
            <DutyList duties={launch.duties} long />
          </section>
          <LaunchMarkets id={launch.id} predicted={launch.predicted} />
        </div>
      </div>
    </article>
  );
}

function Head({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launches");
  const open = useOpen();
  const [, select] = useSelection();
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
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" leftSection={<IconListDetails size={14} />} onClick={() => select(launch.code)}>
            {t("details")}
          </Button>
          <Button
            variant="default"
            leftSection={<IconSitemap size={14} />}
            onClick={() => open("/graph", launch.code)}
          >
            {t("graph")}
          </Button>
        </Group>
      </Group>
      <dl className={classes["dates"]}>
        <div>
          <dt>{t("column.target")}</dt>
          <dd>{launch.target === null ? t("noTarget") : <DateText date={launch.target} />}</dd>
        </div>
        <div>
          <dt>{t("column.predicted")}</dt>
          <dd>
            <DateText date={launch.predicted} />
            <Slip days={launch.slip} />
          </dd>
        </div>
        <div>
          <dt>{t("column.float")}</dt>
          <dd>
            <FloatBadge days={launch.floatDays} critical={launch.critical} nearCritical={launch.nearCritical} />
          </dd>
        </div>
      </dl>
    </header>
  );
}
