/** What a gesture would do, beside the pointer: dates and moves of a drag, the link that is pulled. */
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { linkTypeOf, type Edit, type Pull } from "../gesture/gesture";
import { Beside } from "./Beside";
import { noteValues } from "./commit";
import { span, type TipProps } from "./BarTip";
import classes from "./timeline.module.css";

export function EditChip({ store, scene, edit }: TipProps & { edit: Edit }) {
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

export function PullChip({ store, scene, pull }: TipProps & { pull: Pull }) {
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
