/** Levelling under the timeline: how to search, what it found, what moves and for whom it waits. */
import { ActionIcon, Badge, Button, Group, Progress, SegmentedControl, Text, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { type Operation, useDraft } from "~/editing/draft";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { MovedTable } from "./MovedTable";
import { type Levelled, useLevelled } from "./proposal";
import classes from "./levelling.module.css";

const COLOURS = { PROVEN: "green", BOUNDED: "blue", HEURISTIC: "gray" } as const;

export default function LevelPane({ close }: { close: () => void }) {
  const { t } = useTranslation("timeline");
  const draft = useDraft();
  const { proposal, running, error, discard } = useLevelled();
  const drop = () => {
    discard();
    close();
  };
  const accept = (found: Levelled) => {
    draft.add({ label: t("levelling.step", { count: found.moved.length }), operations: found.operations as Operation[] });
    drop();
  };
  useEffect(() => discard, [discard]);
  return (
    <section className={classes["pane"]} aria-label={t("levelling.title")}>
      <div className={classes["head"]}>
        <LevelForm />
        {proposal !== undefined && running === undefined && (
          <Group gap={6} wrap="nowrap" ml="auto">
            <Button size="compact-sm" variant="default" onClick={discard}>
              {t("levelling.discard")}
            </Button>
            <Button size="compact-sm" disabled={proposal.operations === null || proposal.moved.length === 0} onClick={() => accept(proposal)}>
              {t("levelling.accept")}
            </Button>
          </Group>
        )}
        <ActionIcon aria-label={t("levelling.close")} onClick={drop} {...((proposal === undefined || running !== undefined) && { ml: "auto" })}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {running !== undefined && <Searching seconds={running.seconds} stop={running.stop} />}
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" p="xs">
          {error.message} {error.hint}
        </Text>
      )}
      {proposal === undefined ? running === undefined && <p className={classes["hint"]}>{t("levelling.hint")}</p> : <Found proposal={proposal} drafted={draft.steps.length > 0} />}
    </section>
  );
}

function LevelForm() {
  const { t } = useTranslation("timeline");
  const { level, running, proposal } = useLevelled();
  const [objective, setObjective] = useState<"DELAY" | "MAKESPAN">("DELAY");
  const [seconds, setSeconds] = useState(5);
  const [freeze, setFreeze] = useState("");
  return (
    <>
      <SegmentedControl
        aria-label={t("levelling.objective")}
        data={(["DELAY", "MAKESPAN"] as const).map((value) => ({ value, label: t(`levelling.objectives.${value}`) }))}
        value={objective}
        onChange={(value) => setObjective(value)}
      />
      <SegmentedControl
        aria-label={t("levelling.seconds")}
        data={[2, 5, 15, 60].map((value) => ({ value: String(value), label: t("levelling.secondsValue", { count: value }) }))}
        value={String(seconds)}
        onChange={(value) => setSeconds(Number(value))}
      />
      <label className={classes["freeze"]}>
        {t("levelling.freeze")}
        <TextInput type="date" size="xs" value={freeze} onChange={(event) => setFreeze(event.currentTarget.value)} />
      </label>
      <Button
        size="compact-md"
        fz="sm"
        loading={running !== undefined}
        variant={proposal === undefined ? "filled" : "default"}
        onClick={() => level({ objective, seconds, freezeBefore: freeze === "" ? null : freeze, seed: 0 })}
      >
        {t(proposal === undefined ? "levelling.run" : "levelling.again")}
      </Button>
    </>
  );
}

function Searching({ seconds, stop }: { seconds: number; stop: () => void }) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setPassed((performance.now() - began) / 1000), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={classes["searching"]}>
      <Text size="xs" role="status">
        {t("levelling.searching", { seconds: format.number(passed, 0), limit: seconds })}
      </Text>
      <Progress value={Math.min(100, (passed / seconds) * 100)} animated aria-label={t("levelling.title")} flex={1} />
      <Button size="compact-xs" variant="default" onClick={stop}>
        {t("levelling.stop")}
      </Button>
    </div>
  );
}

function Found({ proposal, drafted }: { proposal: Levelled; drafted: boolean }) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const { label, gap, moved, finishBefore, finishAfter, lateDaysBefore, lateDaysAfter, findings } = proposal;
  return (
    <>
      <div className={classes["verdict"]}>
        <Badge color={COLOURS[label]}>{t(`levelling.label.${label}`, { gap: gap === null ? "" : format.percent(gap * 100) })}</Badge>
        <Text size="sm" role="status">
          <b>{t("levelling.moved", { count: moved.length })}</b> · {t("levelling.finish", { before: format.day(finishBefore), after: format.day(finishAfter) })} ·{" "}
          {t("levelling.late", { before: format.days(lateDaysBefore), after: format.days(lateDaysAfter) })}
        </Text>
        {drafted && (
          <Text size="xs" c="dimmed">
            {t("levelling.drafted", { revision: proposal.revision })}
          </Text>
        )}
        {findings.map(({ message }) => (
          <Text key={message} size="xs" c="dimmed">
            {message}
          </Text>
        ))}
      </div>
      {moved.length > 0 && <MovedTable proposal={proposal} />}
    </>
  );
}
