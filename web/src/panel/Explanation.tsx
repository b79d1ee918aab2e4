/** Why the item has its dates: the chain of sentences, each naming items that can be gone to. */
import { Anchor, Loader } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useSelection } from "~/app/view";
import { useAskedRevision } from "~/model/portfolio";
import { Failed } from "~/parts/states";
import { partsOf } from "./mentions";
import classes from "./Panel.module.css";

const EXPLANATION = graphql(`
  query Explanation($code: ID!, $revision: Int) {
    plan(revision: $revision) {
      explanation(of: $code) {
        sentences
        earlyFinish {
          work {
            code
          }
        }
        lateFinish {
          work {
            code
          }
          source {
            code
          }
        }
      }
    }
  }
`);

export function Explanation({ code }: { code: string }) {
  const { t } = useTranslation("panel");
  const revision = useAskedRevision();
  const { data, error, isPending, refetch } = useAnswer(EXPLANATION, { code, revision });
  const { explanation } = data?.plan ?? {};
  const early = explanation?.earlyFinish ?? [];
  const late = explanation?.lateFinish ?? [];
  const codes = new Set([
    ...[...early, ...late].map(({ work }) => work?.code),
    ...late.map(({ source }) => source?.code),
  ]);
  codes.delete(code);
  return (
    <section className={classes["section"]} aria-label={t("why")}>
      <h3 className={classes["sectionTitle"]}>{t("why")}</h3>
      {error !== null && explanation === undefined && <Failed error={error} retry={() => void refetch()} />}
      {isPending && <Loader size="sm" aria-label={t("loading")} />}
      {explanation !== undefined && (
        <ol className={classes["chain"]}>
          {explanation.sentences.map((sentence) => (
            <li key={sentence}>
              <Sentence text={sentence} codes={codes} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Sentence({ text, codes }: { text: string; codes: ReadonlySet<string | undefined> }) {
  const [, select] = useSelection();
  return partsOf(text, codes).map(({ code, words }, position) =>
    code === undefined ? (
      <Fragment key={position}>{words}</Fragment>
    ) : (
      <Anchor key={position} component="button" type="button" size="sm" fw={600} onClick={() => select(code)}>
        {words}
      </Anchor>
    ),
  );
}
