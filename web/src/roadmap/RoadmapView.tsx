/** The roadmap: initiatives as cards over fiscal quarters, moved between them while the load of each team is shown. */
import { lazy, Suspense, useMemo, useState } from "react";
import { VisuallyHidden } from "@mantine/core";
import { useCommands } from "~/app/commands";
import { useDraft } from "~/editing/draft";
import { useTranslation } from "~/locales/translation";
import { Empty, Failed, Loading } from "~/parts/states";
import type { Board } from "./board";
import { BoardGrid } from "./BoardGrid";
import { Legend } from "./Legend";
import { Toolbar } from "./Toolbar";
import { type SetSetting, type Settings, useSettings } from "./settings";
import { useBoard } from "./useBoard";
import classes from "./roadmap.module.css";

const LockBaseline = lazy(() => import("~/timeline/view/LockBaseline"));
const SelectQuarters = lazy(() => import("./optimiser/SelectQuarters"));

export default function RoadmapView() {
  const { t } = useTranslation("roadmap");
  const { settings, set, toggle } = useSettings();
  const { board, error, retry, editable, settling } = useBoard(settings);
  if (board === undefined) return error === null ? <Loading /> : <Failed error={error} retry={retry} />;
  if (board.frame.count === 0) return <Empty title={t("empty.title")} hint={t("empty.hint")} />;
  return <Whole {...{ board, settings, set, toggle, editable, settling }} />;
}

interface WholeProps {
  board: Board;
  settings: Settings;
  set: SetSetting;
  toggle: (group: string) => void;
  editable: boolean;
  settling: boolean;
}

function Whole({ board, settings, set, toggle, editable, settling }: WholeProps) {
  const { t } = useTranslation("roadmap");
  const draft = useDraft();
  const [dialog, open] = useState<"" | "lock" | "select">("");
  const [said, say] = useState("");
  const shown = useMemo(() => board.column.some((column) => column >= 0), [board]);
  useCommands(
    editable
      ? [
          { id: "roadmap.select", label: t("select.open"), keys: "o", group: t("title"), run: () => open("select") },
          { id: "roadmap.lock", label: t("lock"), group: t("title"), run: () => open("lock") },
          ...(["carry", "move", "tier"] as const).map((name) => ({
            ...{ id: `roadmap.${name}`, label: t(`keys.${name}`), keys: KEYS[name], group: t("title") },
            ...{ run: () => undefined, listedOnly: true },
          })),
        ]
      : [],
  );
  return (
    <div className={classes["view"]}>
      <Toolbar {...{ board, settings, set, editable }} lock={() => open("lock")} select={() => open("select")} />
      {shown ? (
        <BoardGrid {...{ board, settings, set, toggle, editable, settling, say }} />
      ) : (
        <Empty title={t("filtered.title")} hint={t("filtered.hint")} />
      )}
      <Legend />
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
      <Suspense fallback={null}>
        {dialog === "lock" && (
          <LockBaseline
            quarters={board.frame.quarters.labels}
            revision={board.frame.revision}
            drafted={draft.steps.length > 0}
            close={() => open("")}
            first={board.frame.quarters.labels[0]}
          />
        )}
        {dialog === "select" && <SelectQuarters board={board} close={() => open("")} showAside={() => set("unplanned", "aside")} />}
      </Suspense>
    </div>
  );
}

const KEYS = { carry: "space", move: "alt+arrowright", tier: "1" } as const;
