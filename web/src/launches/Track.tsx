/** Dates of a launch on an axis that all rows share: wanted, predicted, and the days that law sets. */
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Launch } from "./launches";
import classes from "./launches.module.css";

type Span = readonly [number, number];

/** The months of the axis; a label where there is room. */
export function MonthScale({ span, label }: { span: Span; label: string }) {
  const format = useFormat();
  const months = monthsOf(span);
  const every = Math.ceil(months.length / 4);
  return (
    <div className={classes["scale"]} role="img" aria-label={label}>
      {months.map((at, place) => (
        <span
          key={at}
          className={classes["month"]}
          data-second={place % (2 * every) !== 0 || undefined}
          style={{ insetInlineStart: `${shareOf(at, span)}%` }}
          aria-hidden
        >
          {place % every === 0 && format.month(at)}
        </span>
      ))}
    </div>
  );
}

/** One row: a diamond at the prediction, a bar from the target to it, ticks for obligations. */
export function Track({ launch, span }: { launch: Launch; span: Span }) {
  const { t } = useTranslation("launches");
  const format = useFormat();
  const { target, predicted, slip, duties } = launch;
  const said = [
    target === null ? t("noTarget") : t("targetAt", { day: format.day(target) }),
    t("predictedAt", { day: format.day(predicted) }),
    ...duties.filter(({ live }) => live).map(({ code, day }) => t("dutyAt", { code, day: format.day(day) })),
  ].join("; ");
  const from = shareOf(Math.min(target ?? predicted, predicted), span);
  const to = shareOf(Math.max(target ?? predicted, predicted), span);
  return (
    <div className={classes["track"]} role="img" aria-label={said} title={said}>
      {monthsOf(span).map((at) => (
        <span key={at} className={classes["tick"]} style={{ insetInlineStart: `${shareOf(at, span)}%` }} />
      ))}
      {target !== null && (
        <span
          className={classes["gap"]}
          data-late={(slip ?? 0) > 0 || undefined}
          style={{ insetInlineStart: `${from}%`, width: `${to - from}%` }}
        />
      )}
      {duties
        .filter(({ live, at }) => live && Number.isFinite(at))
        .map(({ code, at }) => (
          <span key={code} className={classes["duty"]} style={{ insetInlineStart: `${shareOf(at, span)}%` }} />
        ))}
      {target !== null && <span className={classes["target"]} style={{ insetInlineStart: `${shareOf(target, span)}%` }} />}
      <span
        className={classes["predicted"]}
        data-late={(slip ?? 0) > 0 || undefined}
        style={{ insetInlineStart: `${shareOf(predicted, span)}%` }}
      />
    </div>
  );
}

function shareOf(at: number, [first, last]: Span): number {
  return ((at - first) / (last - first)) * 100;
}

function monthsOf([first, last]: Span): number[] {
  const months: number[] = [];
  const date = new Date(first * 60_000);
  for (; date.getTime() < last * 60_000; date.setUTCMonth(date.getUTCMonth() + 1)) months.push(date.getTime() / 60_000);
  return months;
}
