/** The obligations on a launch: code, the day in the precision in which it was said, and whether it binds. */
import { useTranslation } from "~/locales/translation";
import { type Precision, PrecisionDate } from "~/parts/DateText";
import type { Duty } from "./launches";
import classes from "./launches.module.css";

export function DutyList({ duties, long = false }: { duties: readonly Duty[]; long?: boolean }) {
  const { t } = useTranslation("launches");
  if (duties.length === 0) return <span className={classes["dim"]}>{t("noDuties")}</span>;
  return (
    <ul className={classes["duties"]}>
      {duties.map(({ code, name, day, precision, status, live }) => (
        <li key={code} data-suspended={live ? undefined : true} title={name}>
          <span className={classes["code"]}>{code}</span>{" "}
          {long && <span>{name} · </span>}
          <PrecisionDate date={day} precision={precision as Precision} />{" "}
          <span className={classes["dim"]}>{t(`legal.${status}`)}</span>
        </li>
      ))}
    </ul>
  );
}
