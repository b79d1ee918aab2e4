/** Every go and no-go of a launch: who signed, on what conditions, who dissented, until when it counts. */
import { Badge } from "@mantine/core";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { DateText } from "~/parts/DateText";
import { Failed } from "~/parts/states";
import { DecideDialog } from "./DecideDialog";
import { planDay } from "./planDay";
import classes from "./Ledger.module.css";

const LEDGER = graphql(`
  query DecisionLedger($launch: ID!, $revision: Int) {
    plan(revision: $revision) {
      portfolio {
        statusDate
      }
      decisionLedger(launch: $launch) {
        stands
        expired
        decision {
          id
          code
          verdict
          decidedOn
          forum
          rationale
          expiresOn
          markets {
            code
          }
          signatures {
            name
            function
            signedOn
            assents
            reason
          }
          conditions {
            text
            owner
            due
            metOn
          }
        }
      }
    }
  }
`);

const COLORS: Record<string, string> = { GO: "green", CONDITIONAL_GO: "yellow", HOLD: "orange", NO_GO: "red", ROLL_BACK: "red" };

export function DecisionLedger({ launch, markets }: { launch: string; markets: readonly string[] }) {
  const { t } = useTranslation("readiness");
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(LEDGER, { launch, revision });
  if (error !== null && data === undefined) return <Failed error={error} retry={() => void refetch()} />;
  const entries = data?.plan.decisionLedger ?? [];
  return (
    <section aria-label={t("decisions.title")}>
      <div className={classes["head"]}>
        <h2>{t("decisions.title")}</h2>
        {revision === null && data !== undefined && (
          <DecideDialog
            launch={launch}
            markets={markets}
            taken={entries.map(({ decision }) => decision.code)}
            today={planDay(data.plan.portfolio.statusDate)}
          />
        )}
      </div>
      {data !== undefined && entries.length === 0 && <p className={classes["dim"]}>{t("decisions.none")}</p>}
      <ol className={classes["list"]}>
        {entries.map(({ decision, stands, expired }) => (
          <li key={decision.id} className={classes["entry"]} data-past={stands ? undefined : true}>
            <div className={classes["line"]}>
              <span className={classes["code"]}>{decision.code}</span>
              <Badge color={COLORS[decision.verdict] ?? "gray"}>{t(`verdict.${decision.verdict}`)}</Badge>
              <span>{decision.markets.length === 0 ? t("allMarkets") : decision.markets.map(({ code }) => code).join(", ")}</span>
              <span className={classes["dim"]}>
                <DateText date={decision.decidedOn} /> {decision.forum}
              </span>
              {expired && <Badge color="gray">{t("decisions.expired")}</Badge>}
              {!stands && !expired && <Badge color="gray">{t("decisions.replaced")}</Badge>}
            </div>
            {decision.rationale !== "" && <div>{decision.rationale}</div>}
            {decision.expiresOn !== null && (
              <div className={classes["dim"]}>
                {t("untilDay")} <DateText date={decision.expiresOn} />
              </div>
            )}
            <Conditions conditions={decision.conditions} />
            <ul className={classes["signatures"]} aria-label={t("decisions.signatures")}>
              {decision.signatures.map(({ name, function: of, assents, reason, signedOn }) => (
                <li key={`${name}${of}`} data-dissent={assents ? undefined : true}>
                  {assents ? "✓" : "✗"} {name}
                  {of !== "" && ` (${of})`} <DateText date={signedOn} />
                  {!assents && <strong> {t("decisions.dissents")}</strong>}
                  {reason !== "" && `: ${reason}`}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Condition {
  text: string;
  owner: string;
  due: string | null;
  metOn: string | null;
}

function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  const { t } = useTranslation("readiness");
  if (conditions.length === 0) return null;
  return (
    <ul className={classes["signatures"]} aria-label={t("decisions.conditions")}>
      {conditions.map(({ text, owner, due, metOn }) => (
        <li key={text}>
          {metOn === null ? "☐" : "☑"} {text}
          {owner !== "" && ` · ${owner}`}
          {due !== null && metOn === null && (
            <>
              {" · "}
              <DateText date={due} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
