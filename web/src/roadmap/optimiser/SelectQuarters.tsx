/** The dialog that chooses what fits: wishes at the left; at the right the search, its proposal and the reasons. */
import { Alert, Button, Group, Modal, Progress, ScrollArea, Tabs, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import { type Operation, useDraft } from "~/editing/draft";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { Failed } from "~/parts/states";
import type { Board } from "../board";
import { ByQuarter } from "./ByQuarter";
import { Compare } from "./Compare";
import { LeftOut } from "./LeftOut";
import { Shortage } from "./Shortage";
import { Verdict } from "./Verdict";
import { WishesForm } from "./WishesForm";
import { type Run, useProposals } from "./proposals";
import { type Wishes, requestOf, usualWishes } from "./wishes";
import classes from "./optimiser.module.css";

interface SelectQuartersProps {
  board: Board;
  close: () => void;
  /** Shows work without a quarter apart, as it is left out. */
  showAside: () => void;
}

export default function SelectQuarters({ board, close, showAside }: SelectQuartersProps) {
  const { t } = useTranslation("roadmap");
  const [wishes, setWishes] = useState<Wishes>(() => usualWishes(board));
  const { runs, running, error, start, stop } = useProposals();
  const run = runs.at(-1);
  useEffect(() => stop, [stop]);
  const put = (change: Partial<Wishes>) => setWishes((before) => ({ ...before, ...change }));
  const accept = useAccept(() => {
    close();
    showAside();
  });
  return (
    <Modal opened onClose={close} title={t("select.title")} size={1120} closeButtonProps={{ "aria-label": t("select.close") }} padding={0} classNames={{ header: classes["header"] ?? "" }}>
      <div className={classes["dialog"]}>
        <section className={classes["settings"]} aria-label={t("select.settings")}>
          <WishesForm board={board} wishes={wishes} put={put} />
          <Button fullWidth loading={running !== undefined} onClick={() => start(requestOf(board, wishes))}>
            {run === undefined ? t("select.run") : t("select.again")}
          </Button>
        </section>
        <div className={classes["answer"]}>
          {running !== undefined && <Searching />}
          {error !== undefined && <Failed error={error} />}
          {run === undefined && running === undefined && error === undefined && <Introduction />}
          {run !== undefined && <Answer {...{ run, runs, wishes, put }} quick={running !== undefined} />}
          {run?.proposal.status === "SELECTED" && (
            <Group className={classes["foot"] ?? ""} justify="flex-end" wrap="nowrap">
              <Text size="xs" c="dimmed">
                {t("select.acceptHint")}
              </Text>
              <Button flex="none" disabled={running !== undefined} onClick={() => accept(run)}>
                {t("select.accept")}
              </Button>
            </Group>
          )}
        </div>
      </div>
    </Modal>
  );
}

/** Puts a proposal into the draft as one step. */
function useAccept(done: () => void): (run: Run) => void {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const draft = useDraft();
  return ({ proposal }) => {
    const count = (state: string) => proposal.initiatives.filter((row) => row.state === state).length;
    const [from, to] = [proposal.quarters[0]!.label, proposal.quarters.at(-1)!.label];
    const label = t("select.step", { from: format.quarter(from), to: format.quarter(to), chosen: count("CHOSEN"), cut: count("LEFT_OUT") });
    draft.add({ label, operations: proposal.operations as Operation[] });
    notifications.show({ message: t("select.accepted"), color: "teal" });
    done();
  };
}

function Introduction() {
  const { t } = useTranslation("roadmap");
  return (
    <div className={classes["introduction"]}>
      {(["fits", "why", "firm"] as const).map((name) => (
        <p key={name}>{t(`select.intro.${name}`)}</p>
      ))}
    </div>
  );
}

function Searching() {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const running = useProposals((store) => store.running)!;
  const stop = useProposals((store) => store.stop);
  const [began] = useState(() => performance.now());
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((performance.now() - began) / 1000), 200);
    return () => clearInterval(timer);
  }, [began]);
  const { gap } = running.progress;
  const values = { seconds: format.number(seconds, 0), limit: running.limit };
  return (
    <div className={classes["searching"]}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" role="status">
          {gap === null ? t("select.running", values) : t("select.runningGap", { ...values, gap: shareOf(gap, format) })}
        </Text>
        <Button size="compact-sm" variant="default" onClick={stop}>
          {t("select.cancel")}
        </Button>
      </Group>
      <Progress value={Math.min(100, (seconds / running.limit) * 100)} animated aria-label={t("select.title")} />
    </div>
  );
}

export function shareOf(share: number, format: ReturnType<typeof useFormat>): string {
  return share < 0.1 ? `${format.number(share * 100, 1)} %` : format.percent(share * 100);
}

interface AnswerProps {
  run: Run;
  runs: readonly Run[];
  wishes: Wishes;
  put: (change: Partial<Wishes>) => void;
  /** Whether the search still goes on. */
  quick: boolean;
}

function Answer({ run, runs, wishes, put, quick }: AnswerProps) {
  const { t } = useTranslation("roadmap");
  const { proposal, final } = run;
  if (proposal.status !== "SELECTED") return <Impossible run={run} />;
  const cut = proposal.initiatives.filter(({ state }) => state === "LEFT_OUT");
  return (
    <>
      <Verdict run={run} note={final ? "" : quick ? t("select.quick") : t("select.stopped")} />
      <Tabs defaultValue="chosen" className={classes["tabs"] ?? ""} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="chosen">{t("select.tab.chosen")}</Tabs.Tab>
          <Tabs.Tab value="cut">{`${t("select.tab.cut")} (${cut.length})`}</Tabs.Tab>
          <Tabs.Tab value="next">{t("select.tab.next")}</Tabs.Tab>
          <Tabs.Tab value="compare">{t("select.tab.compare")}</Tabs.Tab>
        </Tabs.List>
        <ScrollArea className={classes["panel"] ?? ""} type="auto" viewportProps={{ tabIndex: 0 }}>
          <Tabs.Panel value="chosen">
            <ByQuarter proposal={proposal} />
          </Tabs.Panel>
          <Tabs.Panel value="cut">
            <LeftOut cut={cut} wishes={wishes} put={put} />
          </Tabs.Panel>
          <Tabs.Panel value="next">
            <Shortage proposal={proposal} />
          </Tabs.Panel>
          <Tabs.Panel value="compare">
            <Compare run={run} runs={runs} />
          </Tabs.Panel>
        </ScrollArea>
      </Tabs>
    </>
  );
}

function Impossible({ run: { proposal } }: { run: Run }) {
  const { t } = useTranslation("roadmap");
  const infeasible = proposal.status === "INFEASIBLE";
  return (
    <Alert color={infeasible ? "red" : "yellow"} variant="light" m="md" title={t(infeasible ? "select.impossible" : "select.unknown")}>
      {proposal.conflict.length > 0 && (
        <>
          <Text size="sm">{t("select.conflict")}:</Text>
          <ul className={classes["plain"]}>
            {proposal.conflict.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
