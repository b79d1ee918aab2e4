/** What it would take to have a launch done by a date, and by when everything must start for that. */
import { Badge, Button, Group, Loader, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnswer } from "~/api/answers";
import { graphql, type ResultOf } from "~/api/graphql";
import { useFormat } from "~/parts/format";
import { Failed } from "~/parts/states";
import type { LaunchItem } from "./item";
import classes from "./Panel.module.css";
import { operationsOfMoves } from "./remedies";
import { SafeStart } from "./SafeStart";
import { useAddStep } from "./useEdit";

const CANDIDATE = graphql(`
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

const REMEDIES = graphql(
  `
    query Remedies($code: ID!, $by: Date!) {
      remedies(to: $code, by: $by) {
        finishAt
        alreadyMet
        candidates {
          ...Candidate
        }
        best {
          ...Candidate
        }
        binding
        schedules
      }
    }
  `,
  [CANDIDATE],
);

type Candidate = ResultOf<typeof CANDIDATE>;

export default function Wishes({ launch, readOnly }: { launch: LaunchItem; readOnly: boolean }) {
  const { t } = useTranslation("panel");
  const [entry, setEntry] = useState((launch.targetDate ?? launch.schedule?.finishAt ?? "").slice(0, 10));
  const [by, setBy] = useState(entry);
  const [asked, setAsked] = useState("take");
  return (
    <Stack gap="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setBy(entry);
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput type="date" label={t("doneBy")} value={entry} max="2199-12-31" onChange={(event) => setEntry(event.currentTarget.value)} flex={1} />
          <Button type="submit" disabled={!/^\d{4}-\d\d-\d\d$/.test(entry)}>
            {t("ask")}
          </Button>
        </Group>
      </form>
      <SegmentedControl
        fullWidth
        aria-label={t("question")}
        value={asked}
        onChange={setAsked}
        data={[
          { value: "take", label: t("whatItTakes") },
          { value: "start", label: t("latestStarts") },
        ]}
      />
      {by !== "" && (asked === "take" ? <Answer launch={launch} by={by} readOnly={readOnly} /> : <SafeStart code={launch.code} by={by} />)}
    </Stack>
  );
}

function Answer({ launch, by, readOnly }: { launch: LaunchItem; by: string; readOnly: boolean }) {
  const { t } = useTranslation("panel");
  const { day, dayTime } = useFormat();
  const { data, error, isPending, isFetching, refetch } = useAnswer(REMEDIES, { code: launch.code, by });
  if (isPending || (isFetching && data === undefined)) {
    return (
      <Group gap="xs" role="status">
        <Loader size="sm" />
        <Text size="sm">{t("searchingRemedies")}</Text>
      </Group>
    );
  }
  if (error !== null || data === undefined) return <Failed error={error} retry={() => void refetch()} />;
  const { remedies } = data;
  if (remedies.alreadyMet) return <Text size="sm">{t("alreadyMet", { at: dayTime(remedies.finishAt) })}</Text>;
  const shown = remedies.candidates.length > 0 ? remedies.candidates : remedies.best === null ? [] : [remedies.best];
  return (
    <Stack gap="sm" data-busy={isFetching || undefined}>
      <Text size="sm">
        {remedies.candidates.length > 0 ? t("remedies", { count: remedies.candidates.length, by: day(by) }) : t("noRemedy", { by: day(by) })}
      </Text>
      {remedies.candidates.length === 0 && remedies.binding.map((one) => <Text key={one} size="sm" c="dimmed">{one}</Text>)}
      {shown.map((candidate, position) => (
        <Remedy key={position} candidate={candidate} launch={launch} readOnly={readOnly} />
      ))}
    </Stack>
  );
}

function Remedy({ candidate, launch, readOnly }: { candidate: Candidate; launch: LaunchItem; readOnly: boolean }) {
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
        <Text key={name} size="xs" c={name === "newlyLate" ? "red" : "dimmed"}>
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
