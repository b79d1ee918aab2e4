/** The dates of a bar, of what was wished and promised, and what sets them. */
import type { Translate } from "~/locales/translation";
import { useTranslation } from "~/locales/translation";
import { useFormat, type Format } from "~/parts/format";
import { SHAPE, slipOf, valueOf } from "../chart";
import type { Scene } from "../paint/scene";
import type { BoardStore } from "./board";
import { Beside } from "./Beside";
import classes from "./timeline.module.css";

export interface TipProps {
  store: BoardStore;
  scene: Scene;
}

const WAVES_SHOWN = 3;

export function BarTip({ store, scene, row }: TipProps & { row: number }) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const { chart } = scene;
  return (
    <Beside store={store}>
      <div className={classes["chipTitle"]}>
        {chart.codes[row]} {chart.names[row]}
      </div>
      <dl className={classes["tipGrid"]} style={{ marginBottom: 0 }}>
        {factsOf(scene, row, t, format).map(([name, text]) => (
          <div key={name} className={classes["fact"]}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div className={classes["chipNote"]}>{chart.shape[row] === SHAPE.rollup ? t("note.isInferred") : reasonOf(scene, row, t)}</div>
    </Beside>
  );
}

/** Names and texts; what a row does not have is left out. */
function factsOf({ chart, dates }: Scene, row: number, t: Translate, format: Format): [string, string][] {
  const open = chart.percent[row]! < 100;
  const progress = chart.percent[row]! > 0 && open ? ` · ${format.percent(chart.percent[row]!)}` : "";
  const critical = dates.critical[row] ? ` · ${t("tip.critical")}` : "";
  const waves = chart.waves.get(row) ?? [];
  const slip = slipOf(chart, dates, row);
  const facts: [string, string][] = [[t("tip.dates"), span(format.day, dates.start[row]!, dates.finish[row]!)]];
  if (!Number.isNaN(chart.target[row]!)) facts.push([t("tip.target"), format.day(chart.target[row])]);
  for (const { at, markets } of waves.slice(0, WAVES_SHOWN)) facts.push([format.day(at), markets.join(", ")]);
  if (waves.length > WAVES_SHOWN) facts.push(["", t("andMore", { count: waves.length - WAVES_SHOWN })]);
  if (!Number.isNaN(chart.deadline[row]!)) facts.push([t("tip.deadline"), format.day(chart.deadline[row])]);
  if (slip !== undefined) {
    const { code, start, finish } = chart.baseline!;
    const moved = slip === 0 ? t("tip.asPromised") : format.shift(slip);
    facts.push([code, `${span(format.day, start[row]!, finish[row]!)} · ${moved}`]);
  }
  facts.push([t("tip.state"), `${t(`parts:status.${valueOf(chart.lanes.status, row)}`)}${progress}`]);
  if (open) facts.push([t("tip.float"), `${format.days(chart.floatDays[row]!)}${critical}`]);
  return facts;
}

/** The link that sets the dates, in short. */
function reasonOf({ chart }: Scene, row: number, t: Translate): string {
  const { incoming } = chart.network;
  for (let at = incoming.offsets[row]!; at < incoming.offsets[row + 1]!; at += 1) {
    const link = incoming.links[at]!;
    if (chart.links.driving[link]) {
      return t("tip.after", { code: chart.codes[chart.links.from[link]!]!, type: chart.links.type[link]! });
    }
  }
  const constraint = chart.given.constraint(row);
  return constraint === "ASAP" || constraint === "" ? "" : t(`constraint.${constraint}`);
}

export function span(day: (at: number) => string, start: number, finish: number): string {
  const last = finish > start ? finish - 1 : finish;
  const [from, to] = [day(start), day(last)];
  return from === to ? from : `${from} – ${to}`;
}
