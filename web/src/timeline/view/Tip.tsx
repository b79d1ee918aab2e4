/** What floats beside the pointer: the dates of a bar, a duty in law, or what a gesture would do. */
import { useStore } from "zustand";
import { useFormat } from "~/parts/format";
import { BarTip, type TipProps } from "./BarTip";
import { Beside } from "./Beside";
import { EditChip, PullChip } from "./Chips";
import classes from "./timeline.module.css";

export function Tip({ store, scene }: TipProps) {
  const gesture = useStore(store, (board) => board.gesture);
  const hover = useStore(store, (board) => board.hover);
  const duty = useStore(store, (board) => board.hoverDuty);
  if (gesture?.kind === "edit" && gesture.outcome !== undefined) return <EditChip store={store} scene={scene} edit={gesture} />;
  if (gesture?.kind === "link") return <PullChip store={store} scene={scene} pull={gesture} />;
  if (gesture !== undefined) return null;
  if (duty >= 0) return <DutyTip store={store} scene={scene} duty={duty} />;
  return hover === undefined ? null : <BarTip store={store} scene={scene} row={hover.row} />;
}

function DutyTip({ store, scene, duty }: TipProps & { duty: number }) {
  const format = useFormat();
  const { code, name, when, at, rows } = scene.chart.obligations[duty]!;
  return (
    <Beside store={store}>
      <div className={classes["chipTitle"]}>{code}</div>
      <div>{name}</div>
      <div className={classes["chipNote"]}>
        {[when === "" ? format.day(at) : `${format.day(at)} (${when})`, rows.map((row) => scene.chart.codes[row]).join(", ")]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </Beside>
  );
}
