/** A file that has been looked at: its sheets with the mapping, what it would do, what was found, and the way to save it. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconClockPause, IconRefresh } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useRevision } from "~/api/live";
import classes from "../Exchange.module.css";
import { ApplyBar } from "./ApplyBar";
import { BenchHead } from "./BenchHead";
import { EffectOf } from "./EffectOf";
import { FindingsOf } from "./FindingsOf";
import { Sheets, type Shown } from "./Sheets";
import type { ImportAnswer } from "./answer";
import { adopt, giveUp, look, useImport } from "./store";

export function Bench({ answer, past }: { answer: ImportAnswer; past: boolean }) {
  const [shown, setShown] = useState<Shown>({ cell: "" });
  const [chosen, choose] = useState(() => Math.max(0, answer.tables?.tables.findIndex(({ plan }) => plan) ?? 0));
  useNewestPlan(answer.base);
  const { tables, samples } = answer;
  const show = (cell: string) => {
    setShown({ cell });
    const there = samples?.findIndex(({ sheet }) => cell.startsWith(`${sheet}!`)) ?? -1;
    if (there >= 0 && samples?.[there]?.sheet !== samples?.[chosen]?.sheet) choose(there);
  };
  const mapped = tables !== null && samples !== null && samples.length > 0;
  return (
    <div className={classes["bench"]}>
      <BenchHead answer={answer} />
      <Notices past={past} />
      <div className={classes["columns"]} data-mapped={mapped || undefined}>
        <div className={classes["main"]}>
          {mapped ? (
            <Sheets
              tables={tables}
              samples={samples}
              findings={answer.findings}
              chosen={chosen}
              choose={choose}
              shown={shown}
              show={show}
            />
          ) : (
            <EffectOf answer={answer} />
          )}
        </div>
        <div className={classes["side"]}>
          {mapped && <EffectOf answer={answer} />}
          <FindingsOf findings={answer.findings} samples={samples ?? []} show={show} />
        </div>
      </div>
      <ApplyBar answer={answer} past={past} />
    </div>
  );
}

/** Looks again when somebody saves meanwhile. */
function useNewestPlan(base: number): void {
  const newest = useRevision();
  useEffect(() => {
    const { work, problem } = useImport.getState();
    if (newest > base && work === undefined && problem === undefined) void look();
  }, [newest, base]);
}

function Notices({ past }: { past: boolean }) {
  const { t } = useTranslation("exchange");
  const { problem, moved, recalled } = useImport();
  return (
    <>
      {problem !== undefined && (
        <Alert color="red" variant="light" role="alert" className={classes["notice"] ?? ""}>
          <Group gap="md" wrap="nowrap" justify="space-between">
            <Text size="sm">
              {problem.code === "NETWORK" ? t("refused.network") : `${problem.message} ${problem.hint}`}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button size="compact-xs" variant="default" onClick={() => void look()}>
                {t("refused.again")}
              </Button>
              <Button size="compact-xs" variant="default" onClick={giveUp}>
                {t("refused.back")}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
      {moved && (
        <Alert color="yellow" variant="light" icon={<IconRefresh />} role="status" className={classes["notice"] ?? ""}>
          {t("import.moved")}
        </Alert>
      )}
      {past && (
        <Alert color="yellow" variant="light" icon={<IconClockPause />} className={classes["notice"] ?? ""}>
          {t("import.past")}
        </Alert>
      )}
      {recalled && (
        <Alert color="accent" variant="light" role="status" className={classes["notice"] ?? ""}>
          <Group gap="md" justify="space-between">
            <Text size="sm">{t("map.recalled")}</Text>
            <Button size="compact-xs" variant="default" onClick={() => void adopt(undefined)}>
              {t("map.recognised")}
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
}
