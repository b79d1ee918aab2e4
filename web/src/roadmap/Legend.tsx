/** What the marks of cards and of capacity mean. */
import { useTranslation } from "~/locales/translation";
import { COMMITMENTS } from "./board";
import classes from "./roadmap.module.css";

export function Legend() {
  const { t } = useTranslation("roadmap");
  return (
    <div className={classes["legend"]}>
      {[...COMMITMENTS, "NONE" as const].map((name) => (
        <span key={name}>
          <span className={classes["sample"]} data-tier={name} aria-hidden />
          {t(`tier.${name}`)}
        </span>
      ))}
      <span>
        <span className={classes["barSample"]} data-over aria-hidden />
        {t("legend.over")}
      </span>
      <span className={classes["hint"]}>{t("legend.hint")}</span>
    </div>
  );
}
