/** One set of moves that would reach the date, and what it does to others. */
import { Badge, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { graphql, type ResultOf } from "~/api/graphql";
import { useFormat } from "~/parts/format";
import type { LaunchItem } from "./item";
import classes from "./Panel.module.css";
import { operationsOfMoves } from "./remedies";
import { useAddStep } from "./useEdit";

export const CANDIDATE = graphql(`
  fragment Candidate on RemedyCandidate {
    cost
    finishAt
    moves {
      type
      text
      days
      operations
    }
    later {
      code
    }
    newlyCritical {
      code
    }
    newlyLate {
      code
    }
    inTimeAgain {
      code
    }
  }
`);

type Candidate = ResultOf<typeof CANDIDATE>;

export function Remedy({ candidate, launch, readOnly }: { candidate: Candidate; launch: Pick<LaunchItem, "code">; readOnly: boolean }) {
  const { t } = useTranslation("panel");
  const { dayTime, days } = useFormat();
  const add = useAddStep();
  const effects = (["newlyLate", "newlyCritical", "later", "inTimeAgain"] as const).filter((name) => candidate[name].length > 0);
  const label = t("step.remedy", { item: launch.code, moves: candidate.moves.map(({ text }) => text).join("; ") });
  return (
    <article className={classes["card"]}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={650}>{dayTime(candidate.finishAt)}</Text>
        <Badge color="gray">{t("points", { count: Math.round(candidate.cost) })}</Badge>
      </Group>
      <ul className={classes["moves"]}>
        {candidate.moves.map((move) => (
          <li key={move.text}>
            {move.text} <Text component="span" size="xs" c="dimmed">({days(move.days)})</Text>
          </li>
        ))}
      </ul>
      {effects.map((name) => (
        <Text key={name} size="xs" c={name === "newlyLate" ? "var(--mantine-color-error)" : "dimmed"}>
          {t(`effect.${name}`)}: {candidate[name].map(({ code }) => code).join(", ")}
        </Text>
      ))}
      {!readOnly && (
        <Button size="compact-sm" variant="light" mt={6} onClick={() => add(label, ...operationsOfMoves(candidate.moves))}>
          {t("addToDraft")}
        </Button>
      )}
    </article>
  );
}
