/** The portfolio as a table: any kind of the plan, edited in place through the draft. */
import { useCallback, useState } from "react";
import { KindChoice } from "./bar/Toolbar";
import classes from "./bar/bar.module.css";
import { useFrame } from "./data/useFrame";
import { Failed, Loading } from "~/parts/states";
import { useViewState } from "./view/useViewState";
import { Workbench } from "./Workbench";

export default function TableView() {
  const [view, change] = useViewState();
  const { data, error, refetch } = useFrame(view.kind);
  const [said, setSaid] = useState("");
  const announce = useCallback((text: string) => setSaid(text), []);
  return (
    <div className={classes["view"]}>
      {data === undefined ? (
        <>
          <div className={classes["bar"]}>
            <KindChoice kind={view.kind} change={change} />
          </div>
          {error === null ? <Loading rows={18} /> : <Failed error={error} retry={() => void refetch()} />}
        </>
      ) : (
        <Workbench key={data.kind} frame={data} announce={announce} />
      )}
      <div className={classes["said"]} role="status" aria-live="polite">
        {said}
      </div>
    </div>
  );
}
