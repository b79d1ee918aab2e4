/** One gate of one market: shape, word and day; it opens with its reasons. */
import { IconClockExclamation, IconVersions } from "@tabler/icons-react";
import { type Translate, useTranslation } from "~/locales/translation";
import { type Format, useFormat } from "~/parts/format";
import { type Standing, isLate } from "./matrix";
import { dayNear } from "./near";
import classes from "./Readiness.module.css";
import { GateSign } from "./signs";

interface GateCellProps {
  /** Undefined: the launch has no such gate here. */
  gate: Standing | undefined;
  label: string;
  today: string;
  place: string;
  /** Whether Tab leads here. */
  entered: boolean;
  blocking: boolean;
  opened: boolean;
  open: () => void;
}

export function GateCell({ gate, label, today, place, entered, blocking, opened, open }: GateCellProps) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const focus = { "data-at": place, tabIndex: entered ? 0 : -1 };
  if (gate === undefined) {
    return (
      <td className={classes["gate"]} {...focus}>
        <span className={classes["dim"]} title={t("noGate")}>
          –
        </span>
      </td>
    );
  }
  const late = isLate(gate, today);
  const when = whenOf(gate, today, t, format);
  const due = gate.due === null ? "" : t("dueOn", { day: format.day(gate.due) });
  const marks = [late && t("late"), gate.drift && t("drift"), blocking && t("blocks"), t(gate.hard ? "hard" : "soft")];
  return (
    <td className={classes["gate"]}>
      <button
        type="button"
        className={classes["gateButton"]}
        data-state={gate.state}
        data-late={late || undefined}
        data-blocking={blocking || undefined}
        aria-label={[label, t(`gate.${gate.state}`), when, due, ...marks].filter(Boolean).join(", ")}
        aria-expanded={opened}
        title={[...gate.reasons.slice(0, 4), due].join("\n")}
        onClick={open}
        {...focus}
      >
        <span className={classes["gateState"]}>
          <GateSign state={gate.state} size={14} />
          {t(`gate.${gate.state}`)}
        </span>
        <span className={classes["gateDay"]}>
          {when}
          {late && <IconClockExclamation size={13} aria-hidden />}
          {gate.drift && <IconVersions size={13} aria-hidden />}
        </span>
      </button>
    </td>
  );
}

/** When it is expected to pass, or until when it is waived; empty where it is settled. */
function whenOf({ state, projected, green, waiver, due }: Standing, today: string, t: Translate, format: Format): string {
  const near = due ?? today;
  if (state === "WAIVED" && waiver?.expiresOn) return t("until", { day: dayNear(format, waiver.expiresOn, near) });
  if (projected !== null) return t("expected", { day: dayNear(format, projected, near) });
  return green ? "" : t("noDay");
}
