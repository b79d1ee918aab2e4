/** What floats beside the pointer: the dates of a bar, or what a drag would do. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useFormat } from "~/parts/format";
import { SHAPE, valueOf } from "../chart";
import { linkTypeOf, type Edit, type Pull } from "../gesture/gesture";
import { HEADER_HEIGHT } from "../paint/header";
import type { Scene } from "../paint/scene";
import type { BoardStore } from "./board";
import { noteValues } from "./commit";
import classes from "./timeline.module.css";

interface TipProps {
  store: BoardStore;
  scene: Scene;
}

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

/** Keeps a box beside the pointer and inside the plot. */
function Beside({ store, children, refused, chip = false }: {
  store: BoardStore;
  children: React.ReactNode;
  refused?: boolean;
  chip?: boolean;
}) {
  const { x, y, width, height } = useStore(store);
  const right = x > width - 320;
  const below = y < height * 0.6;
  const style = {
    ...(right ? { right: width - x + 14 } : { left: x + 16 }),
    ...(below ? { top: y + HEADER_HEIGHT + 18 } : { bottom: height - y + 14 }),
  };
  return (
    <div className={`${classes["floating"]} ${chip ? classes["chip"] : ""}`} data-refused={refused || undefined} style={style} data-testid={chip ? "chip" : "tip"}>
      {children}
    </div>
  );
}

function BarTip({ store, scene, row }: TipProps & { row: number }) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const { chart, dates } = scene;
  const rollup = chart.shape[row] === SHAPE.rollup;
  const target = chart.target[row]!;
  const open = chart.percent[row]! < 100;
  return (
    <Beside store={store}>
      <div className={classes["chipTitle"]}>
        {chart.codes[row]} {chart.names[row]}
      </div>
      <dl className={classes["tipGrid"]} style={{ marginBottom: 0 }}>
        <dt>{t("tip.dates")}</dt>
        <dd>{span(format.day, dates.start[row]!, dates.finish[row]!)}</dd>
        {!Number.isNaN(target) && (
          <>
            <dt>{t("tip.target")}</dt>
            <dd>{format.day(target)}</dd>
          </>
        )}
        {!Number.isNaN(chart.deadline[row]!) && (
          <>
            <dt>{t("tip.deadline")}</dt>
            <dd>{format.day(chart.deadline[row])}</dd>
          </>
        )}
        <dt>{t("tip.state")}</dt>
        <dd>
          {t(`parts:status.${valueOf(chart.lanes.status, row)}`)}
          {chart.percent[row]! > 0 && open ? ` · ${format.percent(chart.percent[row]!)}` : ""}
        </dd>
        {open && (
          <>
            <dt>{t("tip.float")}</dt>
            <dd>
              {format.days(chart.floatDays[row]!)}
              {dates.critical[row] ? ` · ${t("tip.critical")}` : ""}
            </dd>
          </>
        )}
      </dl>
      <div className={classes["chipNote"]}>{rollup ? t("note.isInferred") : reasonOf(scene, row, t)}</div>
    </Beside>
  );
}

/** The link that sets the dates, in short. */
function reasonOf({ chart }: Scene, row: number, t: TFunction<"timeline">): string {
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

function EditChip({ store, scene, edit }: TipProps & { edit: Edit }) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const { chart } = scene;
  const { note, allowed, effects, live, confirming } = edit.outcome!;
  const row = edit.row;
  const days = Math.round((live.dates.finish[row]! - chart.finish[row]!) / 1440);
  const at = note.at === undefined ? {} : { date: format.day(note.at) };
  const more = effects.length - 4;
  return (
    <Beside store={store} chip refused={!allowed}>
      <div className={classes["chipTitle"]}>
        {chart.codes[row]}
        {edit.rows.length > 1 ? ` ${t("andMore", { count: edit.rows.length - 1 })}` : ""}{" "}
        {allowed && days !== 0 && format.shift(days)}
        {confirming && <span className={classes["chipNote"]}> · {t("confirming")}</span>}
      </div>
      {allowed && <div>{span(format.day, live.dates.start[row]!, live.dates.finish[row]!)}</div>}
      <div className={classes["chipNote"]}>{t(`note.${note.key}`, { ...noteValues(undefined, note.days), ...at })}</div>
      {edit.lane !== undefined && <div className={classes["chipNote"]}>{t("note.lane", { lane: edit.lane || t("noLane") })}</div>}
      {effects.length > 0 && (
        <div className={classes["effects"]}>
          {effects.slice(0, 4).map((effect) => (
            <span key={effect.row} className={classes["effect"]} data-late={effect.days > 0 || undefined}>
              {t("effect", { shift: format.shift(effect.days), code: chart.codes[effect.row]! })}
            </span>
          ))}
          {more > 0 && <span className={classes["chipNote"]}>{t("andMore", { count: more })}</span>}
        </div>
      )}
    </Beside>
  );
}

function PullChip({ store, scene, pull }: TipProps & { pull: Pull }) {
  const { t } = useTranslation("timeline");
  const { codes } = scene.chart;
  const from = codes[pull.row]!;
  const type = linkTypeOf(pull);
  const to = pull.target === undefined ? undefined : codes[pull.target.row]!;
  return (
    <Beside store={store} chip refused={pull.loop !== undefined}>
      <div className={classes["chipTitle"]}>{to === undefined ? from : `${from} → ${to}`}</div>
      <div className={classes["chipNote"]}>
        {pull.loop !== undefined
          ? t("note.loop", { path: [from, ...pull.loop.map((row) => codes[row]!)].join(" → ") })
          : type === undefined
            ? t("note.pull")
            : t(`linkType.${type}`, { from, to: to! })}
      </div>
    </Beside>
  );
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
