/** Dependencies around one item, in layers from left to right, the critical path marked. */
import { useCallback, useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { useParam, useSelection } from "~/app/view";
import { useDraftedPortfolio } from "~/model/drafted";
import type { Portfolio } from "~/model/portfolio";
import { Empty, Failed, Loading } from "~/parts/states";
import { GraphBar } from "./GraphBar";
import { GraphBoard } from "./GraphBoard";
import classes from "./graph.module.css";
import { useGraph } from "./useGraph";

export default function GraphView() {
  const { t } = useTranslation("graph");
  const { portfolio, error } = useDraftedPortfolio();
  if (portfolio === undefined) return error === undefined ? <Loading /> : <Failed error={error} />;
  if (portfolio.count === 0) return <Empty title={t("none.title")} hint={t("none.hint")} />;
  return <Around portfolio={portfolio} />;
}

function Around({ portfolio }: { portfolio: Portfolio }) {
  const [selected, select] = useSelection();
  const [asked, centre] = useParam("centre");
  const [before, setBefore] = useParam("before", "all");
  const [after, setAfter] = useParam("after", "1");
  const [driving, setDriving] = useParam("driving");
  const otherwise = useMemo(() => busiest(portfolio), [portfolio]);
  const root = [asked, selected].map(portfolio.indexOf).find((row) => row >= 0) ?? otherwise;
  const reach = useMemo(
    () => ({ before: stepsOf(before), after: stepsOf(after), drivingOnly: driving !== "" }),
    [before, after, driving],
  );
  const graph = useGraph(portfolio, root, reach, selected);
  const set = useCallback(
    (change: { before?: string; after?: string; drivingOnly?: boolean }) => {
      if (change.before !== undefined) setBefore(change.before);
      if (change.after !== undefined) setAfter(change.after);
      if (change.drivingOnly !== undefined) setDriving(change.drivingOnly ? "only" : "");
    },
    [setBefore, setAfter, setDriving],
  );
  // The first selection settles the middle, so that a click on a neighbour does not move the drawing.
  const middle = portfolio.codes[root]!;
  const choose = useCallback(
    (code: string) => {
      if (asked === "") centre(middle);
      select(code);
    },
    [asked, middle, centre, select],
  );
  return (
    <div className={classes["view"]}>
      <GraphBar
        portfolio={portfolio}
        root={root}
        before={before}
        after={after}
        drivingOnly={reach.drivingOnly}
        omitted={graph.omitted}
        shown={graph.cards.length}
        centre={centre}
        set={set}
      />
      <GraphBoard
        graph={graph}
        subject={`${root} ${before} ${after} ${driving} ${portfolio.revision}`}
        select={choose}
        centre={centre}
      />
      <Legend />
    </div>
  );
}

function Legend() {
  const { t } = useTranslation("graph");
  return (
    <div className={classes["legend"]}>
      <span>
        <span className={classes["sample"]} data-tone="critical" />
        {t("legend.critical")}
      </span>
      <span>
        <span className={classes["sample"]} data-tone="violated" />
        {t("legend.violated")}
      </span>
      <span>
        <span className={classes["sample"]} />
        {t("legend.driving")}
      </span>
      <span>
        <span className={classes["sample"]} data-dashed />
        {t("legend.slack")}
      </span>
      <span>{t("legend.promise")}</span>
      <span>{t("legend.keys")}</span>
    </div>
  );
}

function stepsOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Infinity;
}

/** Returns the row where a reader without a wish begins: the launch, else the item, to which most links lead. */
function busiest({ links, count, lanes }: Portfolio): number {
  const level = lanes.level.index as Int32Array;
  const launch = lanes.level.names.indexOf("LAUNCH");
  const weight = new Float64Array(count);
  for (const row of links.to) weight[row]! += 1;
  for (let row = 0; row < count; row++) if (level[row] === launch) weight[row]! += 1000;
  return weight.indexOf(Math.max(...weight));
}
