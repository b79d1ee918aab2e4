/** How a launch is taken back, by whom, and what is planned after it: hypercare, reviews of adoption and impact. */
import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { CodeLink } from "~/parts/CodeLink";
import { DateText } from "~/parts/DateText";
import { Person } from "~/parts/Person";
import { StatusBadge } from "~/parts/badges";
import { Failed } from "~/parts/states";
import ledger from "~/readiness/Ledger.module.css";
import { openTemplates } from "~/templates/store";
import type { Launch } from "./launches";

const AFTER = graphql(`
  query AfterLaunch($launch: ID!, $revision: Int) {
    plan(revision: $revision) {
      launch(id: $launch) {
        rollbackPlan
        rollbackOwner
        successors {
          id
          successor {
            __typename
            ... on Initiative {
              code
              name
              owner
              status
              schedule {
                startAt
                finishAt
              }
            }
          }
        }
      }
    }
  }
`);

export function AfterLaunch({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launches");
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(AFTER, { launch: launch.id, revision });
  if (data === undefined) return error === null ? null : <Failed error={error} retry={() => void refetch()} />;
  const { rollbackPlan = "", rollbackOwner = "", successors = [] } = data.plan.launch ?? {};
  const after = successors.flatMap(({ id, successor }) => (successor.__typename === "Initiative" ? [{ id, ...successor }] : []));
  return (
    <>
      <section aria-label={t("rollback.title")}>
        <h2>{t("rollback.title")}</h2>
        {rollbackPlan === "" ? <p className={ledger["missing"]}>{t("rollback.none")}</p> : <p className={ledger["text"]}>{rollbackPlan}</p>}
        {rollbackOwner !== "" && <Person name={rollbackOwner} size={18} />}
      </section>
      <section aria-label={t("after.title")}>
        <div className={ledger["head"]}>
          <h2>{t("after.title")}</h2>
          {revision === null && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCalendarPlus size={14} />}
              onClick={() => openTemplates({ template: "AFTER-LAUNCH", launch: launch.id, prefix: launch.code, name: launch.name })}
            >
              {t("after.plan")}
            </Button>
          )}
        </div>
        {after.length === 0 && <p className={ledger["dim"]}>{t("after.none")}</p>}
        <ul className={ledger["list"]}>
          {after.map(({ id, code, name, owner, status, schedule }) => (
            <li key={id} className={ledger["entry"]}>
              <div className={ledger["line"]}>
                <CodeLink code={code} name={name} />
                <StatusBadge status={status} />
                <span className={ledger["dim"]}>
                  {schedule !== null && (
                    <>
                      <DateText date={schedule.startAt} /> – <DateText date={schedule.finishAt} />
                    </>
                  )}
                </span>
              </div>
              <div>{name}</div>
              {owner !== "" && <div className={ledger["dim"]}>{owner}</div>}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
