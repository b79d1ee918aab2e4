/** What one side of a comparison says on one line. */
import { Badge } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import classes from "./scenarios.module.css";
import type { Compared } from "./scenarios";

/** The same as in the plan. */
export function Same() {
  const { t } = useTranslation("scenarios");
  return <span className={classes["same"]}>{t("same")}</span>;
}

/** A day, by how much it moved, and by how much it is late; a late one is red, one in time after all green. */
export function Day({ day, late, shift = 0 }: { day: string | null; late: number | null; shift?: number | null }) {
  const { t } = useTranslation("scenarios");
  const format = useFormat();
  return (
    <span className={classes["day"]}>
      {format.day(day)}
      {shift !== null && shift !== 0 && <Badge color={shift > 0 ? "orange" : "teal"}>{format.shift(shift)}</Badge>}
      {late !== null && (
        <span className={classes["late"]} data-late={late > 0 || undefined}>
          {late === 0 ? t("inTime") : t(late > 0 ? "late" : "toSpare", { days: format.days(Math.abs(late)) })}
        </span>
      )}
    </span>
  );
}

export function Moved({ side: { moved, movedDays } }: { side: Compared }) {
  const { t } = useTranslation("scenarios");
  const format = useFormat();
  if (moved === 0) return <span className={classes["same"]}>{t("nothing")}</span>;
  return <>{t("movedBy", { count: moved, days: format.shift(movedDays) })}</>;
}

export function Missed({ side: { newlyMissed, noLongerMissed } }: { side: Compared }) {
  const { t } = useTranslation("scenarios");
  const format = useFormat();
  const lines = [
    ...newlyMissed.map((one) => ({ ...one, name: "newlyMissed", color: "red" })),
    ...noLongerMissed.map((one) => ({ ...one, name: "noLongerMissed", color: "teal" })),
  ];
  if (lines.length === 0) return <Same />;
  return (
    <ul className={classes["lines"]}>
      {lines.map(({ name, color, work, obligation, due }) => (
        <li key={`${name} ${work.code} ${obligation?.instrument ?? ""} ${due}`}>
          <Badge color={color}>{t(name)}</Badge> <span className={classes["code"]}>{work.code}</span> {obligation?.instrument} {t("due", { day: format.day(due) })}
        </li>
      ))}
    </ul>
  );
}

export function Messages({ findings }: { findings: readonly { severity: string; message: string }[] }) {
  const { t } = useTranslation("scenarios");
  if (findings.length === 0) return <span className={classes["same"]}>{t("none")}</span>;
  return (
    <ul className={classes["lines"]}>
      {findings.map(({ severity, message }) => (
        <li key={message} data-severity={severity}>
          {message}
        </li>
      ))}
    </ul>
  );
}

/** What stands against merging it into the plan of today. */
export function Against({ side: { scenario, leftOut } }: { side: Compared }) {
  const { t } = useTranslation("scenarios");
  const count = scenario.conflicts.length;
  const lines = [...(count > 0 ? [t("conflictCount", { count })] : []), ...scenario.clashes.map(({ message }) => message), ...leftOut.map(({ message }) => message)];
  if (lines.length === 0) return <span className={classes["same"]}>{t("nothing")}</span>;
  return (
    <ul className={classes["lines"]}>
      {lines.map((line) => (
        <li key={line}>
          <IconAlertTriangle size={14} className={classes["sign"] ?? ""} aria-hidden /> {line}
        </li>
      ))}
    </ul>
  );
}

export function Changes({ side: { changes } }: { side: Compared }) {
  const { t } = useTranslation("history");
  const own = useTranslation("scenarios");
  return (
    <details>
      <summary>{own.t("changeCount", { count: changes.length })}</summary>
      <ul className={classes["lines"]}>
        {changes.map(({ id, action, label, fields }) => (
          <li key={id}>
            {label} {action !== "UPDATE" && <Badge color={action === "CREATE" ? "green" : "red"}>{t(`action.${action}`)}</Badge>}
            {action === "UPDATE" && (
              <span className={classes["fields"]}>
                {fields.map(({ title, beforeText, afterText }) => `${title}: ${beforeText || "–"} → ${afterText || "–"}`).join("; ")}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
