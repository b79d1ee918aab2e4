/** Brings a scenario into the plan: what both have changed, what goes wrong only together, what would move; then one revision. */
import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAnswer } from "~/api/answers";
import { ask } from "~/api/client";
import { type ResultOf, graphql } from "~/api/graphql";
import { noteRevision } from "~/api/live";
import { IMPACT, MOVED } from "~/editing/preview";
import { ReviewFindings } from "~/editing/ReviewFindings";
import { ReviewImpact } from "~/editing/ReviewImpact";
import { ReviewMoves } from "~/editing/ReviewMoves";
import { useDraftStore } from "~/editing/store";
import { useTranslation } from "~/locales/translation";
import { Failed, Loading } from "~/parts/states";
import { ConflictTable } from "./ConflictTable";
import { announce } from "./deeds";
import { type Decisions, decided, obstaclesOf } from "./decisions";
import { stepOf } from "./drafting";
import classes from "./scenarios.module.css";
import type { Scenario } from "./scenarios";

const MERGE = graphql(
  `
    mutation MergeScenario($input: MergeScenarioInput!) {
      mergeScenario(input: $input) {
        applied
        revision
        conflicts {
          id
          field
          title
          wasText
          mineText
          theirsText
        }
        clashes {
          severity
          code
          message
          hint
        }
        moves {
          ...Moved
        }
        impact {
          ...Impact
        }
        newFindings {
          severity
          code
          message
          hint
        }
        userErrors {
          code
          message
          hint
        }
      }
    }
  `,
  [MOVED, IMPACT],
);

export type Merging = ResultOf<typeof MERGE>["mergeScenario"];

export default function MergeDialog({ scenario, close }: { scenario: Scenario; close: () => void }) {
  const { t } = useTranslation("scenarios");
  const [decisions, setDecisions] = useState<Decisions>(new Map());
  const { data, error, isFetching, refetch } = useAnswer(MERGE, {
    input: { scenario: scenario.id, decisions: [...decisions.values()], acceptClashes: true, dryRun: true },
  });
  const shown = data?.mergeScenario;
  return (
    <Modal
      opened
      onClose={close}
      size={860}
      title={t("merge.title", { code: scenario.code })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {shown === undefined ? (
        error === null ? <Loading rows={6} /> : <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Body {...{ scenario, close, shown, decisions, setDecisions }} busy={isFetching} />
      )}
    </Modal>
  );
}

interface BodyProps {
  scenario: Scenario;
  close: () => void;
  /** What would come of it by the decisions so far. */
  shown: Merging;
  decisions: Decisions;
  setDecisions: (decisions: Decisions) => void;
  /** Whether the server is still asked about the newest decisions. */
  busy: boolean;
}

function Body({ scenario, close, shown, decisions, setDecisions, busy }: BodyProps) {
  const { t } = useTranslation("scenarios");
  const [accepted, accept] = useState(false);
  const [message, setMessage] = useState("");
  const merging = useMerging(scenario, close);
  const { undecided, unaccepted, broken, errors } = obstaclesOf(shown, decisions, accepted);
  const refusals = [...errors, ...merging.refusals.filter((one) => !errors.some((other) => other.message === one.message))];
  const ready = undecided === 0 && !unaccepted && !broken && errors.length === 0 && !busy;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) merging.merge({ decisions: [...decisions.values()], acceptClashes: accepted, message });
      }}
    >
      <Stack gap="md" aria-busy={busy}>
        {shown.conflicts.length > 0 && (
          <ConflictTable
            scenario={scenario}
            conflicts={shown.conflicts}
            decisions={decisions}
            decide={(chosen, keep) => setDecisions(decided(decisions, chosen, keep))}
          />
        )}
        <ReviewFindings title={t("merge.clashes")} findings={shown.clashes} />
        {shown.clashes.length > 0 &&
          (broken ? (
            <Text size="sm">{t("merge.broken")}</Text>
          ) : (
            <Checkbox label={t("merge.accept")} checked={accepted} onChange={(event) => accept(event.currentTarget.checked)} />
          ))}
        {refusals.length > 0 && (
          <Alert color="red" title={t("merge.refused")} role="alert">
            {refusals.map(({ message: reason, hint }) => (
              <Text key={reason} size="sm">
                {reason} {hint}
              </Text>
            ))}
          </Alert>
        )}
        {undecided > 0 ? (
          <Text size="sm" c="dimmed">
            {t("merge.decideFirst", { count: undecided })}
          </Text>
        ) : (
          !broken && <Outcome shown={shown} close={close} />
        )}
        <div className={classes["foot"]}>
          <TextInput flex={1} aria-label={t("merge.message")} placeholder={t("merge.message")} maxLength={200} value={message} onChange={(event) => setMessage(event.currentTarget.value)} />
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!ready} loading={merging.pending}>
              {t("merge.do")}
            </Button>
          </Group>
        </div>
      </Stack>
    </form>
  );
}

function Outcome({ shown, close }: { shown: Merging; close: () => void }) {
  const { t } = useTranslation("scenarios");
  return (
    <>
      <ReviewImpact impact={shown.impact} />
      <ReviewMoves moves={shown.moves} leave={close} />
      <ReviewFindings title={t("editing:newFindings")} findings={shown.newFindings} />
    </>
  );
}

interface Wanted {
  decisions: Decisions extends ReadonlyMap<string, infer One> ? One[] : never;
  acceptClashes: boolean;
  message: string;
}

/** Merges; afterwards the draft no longer has what is now part of the plan. */
function useMerging(scenario: Scenario, close: () => void) {
  const { t } = useTranslation("scenarios");
  const merging = useMutation({
    mutationFn: async ({ message, ...wanted }: Wanted) => {
      const given = message.trim() === "" ? {} : { message: message.trim() };
      const input = { scenario: scenario.id, ...wanted, ...given };
      return (await ask(MERGE, { input })).mergeScenario;
    },
    onSuccess: ({ applied, revision }) => {
      if (!applied) {
        noteRevision(revision);
        return;
      }
      close();
      useDraftStore.getState().remove(stepOf(scenario.code));
      announce(revision, t("merge.done", { code: scenario.code }));
    },
  });
  const refusals = merging.error === null ? (merging.data?.userErrors ?? []) : [{ message: merging.error.message, hint: "" }];
  return { merge: merging.mutate, pending: merging.isPending, refusals };
}
