/** What colours and signs mean. */
import { useTranslation } from "react-i18next";
import { useWords } from "./useWords";
import type { Scene } from "../paint/scene";
import type { Settings } from "./settings";
import classes from "./timeline.module.css";

export function Legend({ scene, settings }: { scene: Scene; settings: Settings }) {
  const { t } = useTranslation("timeline");
  const { valueName } = useWords();
  const { palette, colours, chart } = scene;
  return (
    <div className={classes["legend"]} aria-label={t("legend.title")} role="group">
      {colours.keys.slice(0, 9).map(({ value, fill }) => (
        <span key={value} className={classes["key"]}>
          <span className={classes["swatch"]} style={{ background: fill }} />
          {valueName(settings.colour, value)}
        </span>
      ))}
      {colours.keys.length > 9 && <span>{t("andMore", { count: colours.keys.length - 9 })}</span>}
      <Sign path="M7 0l6 6-6 6-6-6z" fill={palette.milestone} label={t("legend.milestone")} />
      <Sign path="M7 0l6 6-6 6-6-6zM7 4l-2 2 2 2 2-2z" fill={palette.launch} label={t("legend.launch")} />
      <Sign path="M0 2h4v3H0zM5 2h4v3H5zM10 2h4v3h-4zM0 2h2v8H0zM12 2h2v8h-2z" fill={palette.rollup} label={t("legend.rollup")} />
      <Sign path="M3 0h2v12H3zM5 0h7v4H5z" fill={palette.deadline} label={t("legend.deadline")} />
      {chart.obligations.length > 0 && (
        <Sign path="M3 0h2v12H3zM5 0h8v6H5z" fill={palette.obligation} label={t("legend.obligation")} />
      )}
      {scene.links !== "none" && (
        <Sign path="M0 5h9v2H0zM8 2l5 4-5 4z" fill={palette.violated} label={t("legend.violated")} />
      )}
    </div>
  );
}

function Sign({ path, fill, label }: { path: string; fill: string; label: string }) {
  return (
    <span className={classes["key"]}>
      <svg width={14} height={12} aria-hidden>
        <path d={path} fill={fill} fillRule="evenodd" />
      </svg>
      {label}
    </span>
  );
}
