/** Who is certified and proficient on the day of the launch, in-house and vendor apart, with how many that is of. */
import { useAnswer } from "~/api/answers";
import { type ResultOf, graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { useFormat } from "~/parts/format";
import { Failed, Loading } from "~/parts/states";
import classes from "./Forecast.module.css";

const TRAINING = graphql(`
  query LaunchCoverage($launch: ID!, $revision: Int) {
    plan(revision: $revision) {
      readiness(launches: [$launch]) {
        templates {
          thresholds {
            measure
            atLeast
          }
        }
      }
      trainingCoverage(launch: $launch) {
        market {
          code
        }
        workforce
        role
        course {
          code
          name
        }
        coverage {
          hits
          n
          value
          low
          high
        }
        proficiency {
          hits
          n
          value
          low
          high
        }
      }
    }
  }
`);

type Cell = ResultOf<typeof TRAINING>["plan"]["trainingCoverage"][number];
type Share = Cell["coverage"];

const WORKFORCES = ["IN_HOUSE", "VENDOR"] as const;
const SHARES = ["coverage", "proficiency"] as const;

export function TrainingTable({ launch }: { launch: string }) {
  const { t } = useTranslation("readiness");
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(TRAINING, { launch, revision });
  if (data === undefined) return error === null ? <Loading rows={4} /> : <Failed error={error} retry={() => void refetch()} />;
  const rows = rowsOf(data.plan.trainingCoverage);
  const thresholds = data.plan.readiness.flatMap(({ templates }) => templates.flatMap((template) => template.thresholds));
  const marks = new Map<string, number | null>(thresholds.map(({ measure, atLeast }) => [measure.toLowerCase(), atLeast]));
  return (
    <section className={classes["training"]}>
      <h2>{t("training.title")}</h2>
      {rows.length === 0 ? (
        <p className={classes["note"]}>{t("training.none")}</p>
      ) : (
        <div className={classes["scroller"]} tabIndex={0} role="region" aria-label={t("training.title")}>
          <table className={classes["fan"]} aria-label={t("training.title")}>
            <thead>
              <tr>
                {["market", "role", "course"].map((name) => (
                  <th key={name} scope="col">
                    {t(`training.${name}`)}
                  </th>
                ))}
                {WORKFORCES.flatMap((workforce) =>
                  SHARES.map((share) => (
                    <th key={`${workforce}${share}`} scope="col" className={classes["number"]}>
                      {t(`training.${workforce}`)}: {t(`training.${share}`)}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map(([key, { market, role, course }, cells]) => (
                <tr key={key}>
                  <th scope="row">{market?.code ?? "–"}</th>
                  <td>{role}</td>
                  <td title={course.name}>{course.code}</td>
                  {WORKFORCES.flatMap((workforce) =>
                    SHARES.map((share) => (
                      <ShareCell key={`${workforce}${share}`} share={cells.get(workforce)?.[share]} mark={marks.get(share) ?? 0} />
                    )),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Returns one row for each market, role and course, with its cells by workforce. */
function rowsOf(cells: readonly Cell[]): [string, Cell, Map<string, Cell>][] {
  const rows = new Map<string, [string, Cell, Map<string, Cell>]>();
  for (const cell of cells) {
    const key = [cell.market?.code, cell.role, cell.course.code].join();
    const row = rows.get(key) ?? [key, cell, new Map<string, Cell>()];
    row[2].set(cell.workforce, cell);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** A share with its numbers and 95 % interval; red below what the gates of the launch ask, unknown where nobody was measured. */
function ShareCell({ share, mark }: { share: Share | undefined; mark: number }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  if (share === undefined) return <td className={classes["number"]}>–</td>;
  if (share.value === null) return <td className={classes["number"]}><span className={classes["note"]}>{t("training.unknown")}</span></td>;
  const range = t("training.range", { low: format.percent(share.low * 100), high: format.percent(share.high * 100) });
  return (
    <td className={classes["number"]} data-low={share.value < mark || undefined}>
      {format.percent(share.value * 100)}{" "}
      <span className={classes["note"]}>
        {t("training.of", { hits: share.hits, n: share.n })}, {range}
      </span>
    </td>
  );
}
