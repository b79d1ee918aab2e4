/** What stands in a cell. */
import { IconAlertTriangleFilled, IconCheck } from "@tabler/icons-react";
import type { Column } from "../data/columns";
import { isNumeric } from "../data/columns";
import type { Value } from "../data/frame";
import type { Say } from "../data/useSay";
import classes from "./grid.module.css";

const ALARMS = new Set(["critical", "nearCritical", "late"]);

export function Content({ column, value, say }: { column: Column; value: Value; say: Say }) {
  if (value === null || value === "") return null;
  const text = say(column, value);
  if (column.name === "status" && typeof value === "string") {
    return (
      <span className={classes["status"]} data-status={value}>
        {text}
      </span>
    );
  }
  if (column.name === "percentComplete" && typeof value === "number") {
    return (
      <>
        <span className={classes["progress"]} aria-hidden>
          <span style={{ width: `${Math.min(100, value)}%` }} />
        </span>
        <span className={classes["percent"]}>{text}</span>
      </>
    );
  }
  if (typeof value === "boolean") return <Truth column={column} value={value} text={text} />;
  return <span className={classes["text"]}>{text}</span>;
}

function Truth({ column, value, text }: { column: Column; value: boolean; text: string }) {
  if (!value) return <span className={classes["no"]}>{text}</span>;
  const Icon = ALARMS.has(column.name) ? IconAlertTriangleFilled : IconCheck;
  return (
    <span className={classes["yes"]} data-alarm={ALARMS.has(column.name) || undefined}>
      <Icon size={13} aria-hidden /> {text}
    </span>
  );
}

/** Returns how a value is to be read at a glance: late float is red. */
export function tone(column: Column, value: Value): string | undefined {
  if (column.name.endsWith("FloatDays") && typeof value === "number" && value < 0) return "late";
  return isNumeric(column) || column.type === "duration" ? "number" : undefined;
}
