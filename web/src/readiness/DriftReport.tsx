/** What is in use for a launch at another version of the policy, and what is released together. */
import { IconVersions } from "@tabler/icons-react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { Failed } from "~/parts/states";
import classes from "./Ledger.module.css";

const DRIFT = graphql(`
  query VersionDrift($launch: ID!, $revision: Int) {
    plan(revision: $revision) {
      versionDrift(launch: $launch) {
        artefact {
          id
          code
          name
          releaseSet
        }
        next {
          id
        }
        sentence
      }
      releaseSets {
        name
        broken
        sentence
      }
    }
  }
`);

export function DriftReport({ launch }: { launch: string }) {
  const { t } = useTranslation("readiness");
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(DRIFT, { launch, revision });
  if (data === undefined) return error === null ? null : <Failed error={error} retry={() => void refetch()} />;
  const { versionDrift, releaseSets } = data.plan;
  const together = new Set(versionDrift.map(({ artefact }) => artefact.releaseSet));
  const sets = releaseSets.filter(({ name }) => together.has(name));
  return (
    <section aria-label={t("versions.title")}>
      <h2>{t("versions.title")}</h2>
      {versionDrift.length === 0 && <p className={classes["dim"]}>{t("versions.none")}</p>}
      <ul className={classes["list"]}>
        {versionDrift.map(({ artefact, next, sentence }) => (
          <li key={artefact.id} className={classes["entry"]}>
            <div className={classes["line"]}>
              <IconVersions size={14} aria-hidden />
              <span>{artefact.name}</span>
              {next === null && <span className={classes["missing"]}>{t("versions.nobody")}</span>}
            </div>
            <div className={classes["dim"]}>{sentence}</div>
          </li>
        ))}
      </ul>
      {sets.map(({ name, broken, sentence }) => (
        <p key={name} className={broken ? classes["missing"] : classes["dim"]}>
          {t("versions.together")}: {sentence}
        </p>
      ))}
    </section>
  );
}
