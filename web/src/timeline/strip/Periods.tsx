/** The periods of the strip for keyboard and screen reader: a list whose options say what the drawing shows. */
import type { KeyboardEvent } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { type Strip, isOver, largest, percentAt } from "./strip";
import classes from "./strip.module.css";

/** Returns what a period is, in words. */
export function useSayer(strip: Strip): (period: number) => string {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const nameOf = (label: string) => {
    const week = /^(\d{4})-W(\d{2})$/.exec(label);
    if (week !== null) return `${t("head.week", { number: Number(week[2]) })} ${week[1]}`;
    return /^\d{4}-\d{2}$/.test(label) ? format.month(`${label}-01`) : format.quarter(label);
  };
  return (period) => {
    const percent = percentAt(strip, period);
    const label = strip.labels[period]!;
    return t(isOver(strip, period) ? "strip.over" : "strip.period", {
      ...{ period: nameOf(label), percent: Number.isFinite(percent) ? format.percent(percent) : t("strip.nobody") },
      ...{ demand: format.number(strip.demand[period]!, 0), supply: format.number(strip.supply[period]!, 0) },
    });
  };
}

interface PeriodsProps {
  strip: Strip;
  at: number;
  label: string;
  say: (period: number) => string;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onBlur: () => void;
}

/** Options around the active one are in the document. */
const AROUND = 12;

export function Periods({ strip, at, label, say, onKeyDown, onFocus, onBlur }: PeriodsProps) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const first = Math.max(0, at - AROUND);
  const told = strip.labels.slice(first, Math.max(at, 0) + AROUND + 1);
  return (
    <div
      className={classes["periods"]}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `strip-${at}`}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {told.map((name, step) => (
        <div key={name} id={`strip-${first + step}`} role="option" aria-selected={first + step === at} aria-posinset={first + step + 1} aria-setsize={strip.labels.length}>
          {say(first + step)}{" "}
          {largest(strip, first + step)
            .slice(0, 3)
            .map(({ code, days }) => `${code === "" ? t("strip.others") : code} ${format.number(days[first + step]!, 0)}`)
            .join(", ")}
        </div>
      ))}
    </div>
  );
}
