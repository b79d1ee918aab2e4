/** Scenarios beside the plan: a list to choose from, up to three of them side by side, and what is done with them. */
import { Button, SegmentedControl, Text } from "@mantine/core";
import { IconGitBranch } from "@tabler/icons-react";
import { Suspense, lazy, useMemo } from "react";
import { useAnswer } from "~/api/answers";
import { useOpen, useParam } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { useFormat } from "~/parts/format";
import { Empty, Failed, Loading } from "~/parts/states";
import frame from "~/parts/view.module.css";
import { Comparison } from "./Comparison";
import { ReplaceDialog } from "./ReplaceDialog";
import { ScenarioTable } from "./ScenarioTable";
import { chosenOf } from "./compare";
import classes from "./scenarios.module.css";
import { CONFLICTS, LIST, type Scenario } from "./scenarios";
import { useDeeds } from "./useDeeds";

const MergeDialog = lazy(() => import("./MergeDialog"));

const NO_CODES = "-";

export default function ScenariosView() {
  const { t } = useTranslation("scenarios");
  const open = useOpen();
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(LIST, { revision });
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} retry={() => void refetch()} />;
  const { nodes } = data.plan.scenarios;
  if (nodes.length > 0) return <Whole scenarios={nodes} revision={data.plan.revision} past={revision !== null} />;
  return (
    <Empty
      icon={<IconGitBranch size={36} stroke={1.25} />}
      title={t("empty.title")}
      hint={t("empty.hint")}
      action={
        <Button variant="default" onClick={() => open("/timeline")}>
          {t("empty.action")}
        </Button>
      }
    />
  );
}

interface WholeProps {
  scenarios: readonly Scenario[];
  revision: number;
  /** Whether a plan of the past is shown. */
  past: boolean;
}

function Whole({ scenarios, revision, past }: WholeProps) {
  const { t } = useTranslation("scenarios");
  const format = useFormat();
  const [show, setShow] = useParam("show", "open");
  const [asked, setAsked] = useParam("compare");
  const conflicts = useConflicts(past ? revision : null);
  const { deeds, asked: dialog, close } = useDeeds(scenarios, !past);
  const shown = scenarios.filter(({ status }) => show === "all" || (status === "OPEN") === (show === "open"));
  const chosen = chosenOf(asked, scenarios);
  const count = (status: string) => scenarios.filter((one) => one.status === status).length;
  return (
    <div className={frame["view"]}>
      <div className={frame["bar"]}>
        <SegmentedControl aria-label={t("show")} value={show} onChange={setShow} data={["open", "closed", "all"].map((value) => ({ value, label: t(`showing.${value}`) }))} />
        <Text size="xs" c="dimmed" role="status">
          {t("counts", { open: count("OPEN"), merged: count("MERGED"), dropped: count("DROPPED"), revision: format.number(revision) })}
        </Text>
      </div>
      <div className={classes["scroller"]} tabIndex={0} role="region" aria-label={t("list")}>
        {shown.length === 0 ? (
          <Text p="md" size="sm" c="dimmed">
            {t(`noneOf.${show}`)}
          </Text>
        ) : (
          <ScenarioTable
            scenarios={shown}
            conflicts={conflicts}
            chosen={chosen}
            choose={(codes) => setAsked(codes.length === 0 ? NO_CODES : codes.join("|"))}
            deeds={deeds}
          />
        )}
        <Comparison codes={chosen} revision={past ? revision : null} newest={revision} />
      </div>
      {dialog?.about === "open" && <ReplaceDialog code={dialog.scenario.code} close={close} />}
      <Suspense fallback={null}>{dialog?.about === "merge" && <MergeDialog scenario={dialog.scenario} close={close} />}</Suspense>
    </div>
  );
}

/** Returns how many fields scenario and plan have both set, by code of the open scenarios. */
function useConflicts(revision: number | null): ReadonlyMap<string, number> {
  const { data } = useAnswer(CONFLICTS, { revision });
  return useMemo(() => new Map(data?.plan.scenarios.nodes.map(({ code, conflicts }) => [code, conflicts.length])), [data]);
}
