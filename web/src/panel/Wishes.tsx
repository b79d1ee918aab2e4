/** What it would take to have a launch done by a date, and by when everything must start for that. */
import { Button, Group, Loader, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useFormat } from "~/parts/format";
import { Failed } from "~/parts/states";
import type { LaunchItem } from "./item";
import { CANDIDATE, Remedy } from "./Remedy";
import { SafeStart } from "./SafeStart";

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
  const { data, error, isPending, isPlaceholderData, refetch } = useAnswer(REMEDIES, { code: launch.code, by });
  if (isPending || isPlaceholderData) {
    return (
      <Group gap="xs" role="status">
        <Loader size="sm" />
        <Text size="sm">{t("searchingRemedies")}</Text>
      </Group>
    );
  }
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  const { remedies } = data;
  if (remedies.alreadyMet) return <Text size="sm">{t("alreadyMet", { at: dayTime(remedies.finishAt) })}</Text>;
  const shown = remedies.candidates.length > 0 ? remedies.candidates : remedies.best === null ? [] : [remedies.best];
  return (
    <Stack gap="sm">
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
