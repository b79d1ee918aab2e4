/** What moves the date of a launch: uncertainties by rank correlation, strongest first; a table whose bars are drawn. */
import { Badge } from "@mantine/core";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { CodeLink } from "~/parts/CodeLink";
import { useFormat } from "~/parts/format";
import { Failed, Loading } from "~/parts/states";
import classes from "./Forecast.module.css";

const TORNADO = graphql(`
  query Tornado($target: ID!, $revision: Int) {
    plan(revision: $revision) {
      tornado(target: $target, first: 10) {
        kind
        correlation
        criticality
        about {
          __typename
          id
          ... on Initiative {
            code
            name
          }
          ... on CommonCause {
            code
            name
          }
          ... on Risk {
            code
            name
            owner
            probability
            response
          }
        }
      }
    }
  }
`);

const REMOVALS = graphql(`
  query RiskRemovals($target: ID!, $revision: Int) {
    plan(revision: $revision) {
      riskRemovals(target: $target, first: 50) {
        p80Days
        about {
          id
        }
      }
    }
  }
`);

const LEAST = 0.03;

export function Tornado({ launch }: { launch: string }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(TORNADO, { target: launch, revision });
  const removals = useAnswer(REMOVALS, { target: launch, revision }).data?.plan.riskRemovals;
  const earlier = new Map(removals?.map(({ about, p80Days }) => [about?.id, Math.round(p80Days)]));
  if (data === undefined) return error === null ? <Loading rows={4} /> : <Failed error={error} retry={() => void refetch()} />;
  const drivers = data.plan.tornado.filter(({ correlation }) => Math.abs(correlation) >= LEAST);
  return (
    <section aria-label={t("tornado.title")}>
      <h2>{t("tornado.title")}</h2>
      {drivers.length === 0 && <p className={classes["note"]}>{t("tornado.none")}</p>}
      {drivers.length > 0 && (
        <table className={classes["fan"]}>
          <thead>
            <tr>
              <th scope="col">{t("tornado.what")}</th>
              <th scope="col" className={classes["bars"]}>
                {t("tornado.correlation")}
              </th>
              <th scope="col" className={classes["number"]}>
                {t("tornado.criticality")}
              </th>
              <th scope="col" className={classes["number"]} title={t("tornado.withoutHint")}>
                {t("tornado.without")}
              </th>
            </tr>
          </thead>
          <tbody>
            {drivers.map(({ kind, about, correlation, criticality }) => (
              <tr key={`${kind}${about?.id ?? ""}`}>
                <th scope="row" className={classes["what"]} title={about !== null && "name" in about ? about.name : undefined}>
                  <Badge color={kind === "RISK" ? "orange" : kind === "CAUSE" ? "violet" : "gray"}>{t(`tornado.${kind}`)}</Badge>{" "}
                  {about?.__typename === "Initiative" ? <CodeLink code={about.code} name={about.name} /> : about !== null && "code" in about && about.code}{" "}
                  <span className={classes["note"]}>{about !== null && "name" in about && about.name}</span>
                </th>
                <td className={classes["bars"]}>
                  <span className={classes["bar"]} style={{ inlineSize: `${Math.abs(correlation) * 85}%` }} data-negative={correlation < 0 || undefined} />
                  <span>{format.number(correlation, 2)}</span>
                </td>
                <td className={classes["number"]}>{criticality === null ? "–" : format.percent(criticality * 100)}</td>
                <Earlier days={earlier.get(about?.id)} asked={removals !== undefined} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** How much earlier the launch is with 80 % if this were not there. */
function Earlier({ days, asked }: { days: number | undefined; asked: boolean }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  if (days === undefined) return <td className={classes["number"]}>{asked ? "–" : "…"}</td>;
  if (days <= 0) return <td className={classes["number"]}>{t("tornado.same")}</td>;
  return (
    <td className={classes["number"]}>
      <span className={classes["earlier"]}>{t("tornado.earlier", { days: format.days(days) })}</span>
    </td>
  );
}
