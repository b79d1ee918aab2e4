/** The heat map as a table: arrows go from cell to cell, Enter opens one. Colour, text and a sign say the same. */
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "~/locales/translation";
import { useParam } from "~/app/view";
import { type Format, useFormat } from "~/parts/format";
import classes from "./capacity.module.css";
import { type CapacityFrame, type HeatCell, type HeatRow, totalsOf } from "./heat";

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function HeatTable({ frame, rows }: { frame: CapacityFrame; rows: readonly HeatRow[] }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const [opened, open] = useParam("cell");
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const at = (event.target as HTMLElement).closest<HTMLElement>("[data-place]")?.dataset["place"];
    if (step === undefined || at === undefined) return;
    const [line = 0, period = 0] = at.split(" ").map(Number);
    const next = body.current?.querySelector<HTMLElement>(`[data-place="${line + step[0]} ${period + step[1]}"]`);
    if (next == null) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className={classes["scroller"]}>
      <table className={classes["table"]} aria-label={t("table")} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col" className={classes["team"]}>
              {t("team")}
            </th>
            {frame.labels.map((label, period) => (
              <th key={label} scope="col" title={`${format.day(frame.first[period])} – ${format.day(frame.last[period])}`}>
                {periodName(label, format)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, line) => (
            <tr key={`${row.code} ${row.skill}`} data-skill={row.skill === "" ? undefined : true}>
              <th scope="row" className={classes["team"]}>
                {row.skill === "" ? row.name : row.skill}
                {row.skill === "" && <span className={classes["about"]}>{row.about}</span>}
              </th>
              {row.cells.map((cell, period) => {
                const key = `${row.code}|${row.skill}|${frame.first[period] ?? ""}`;
                return (
                  <td key={key}>
                    <button
                      type="button"
                      className={classes["cell"]}
                      data-heat={cell.heat}
                      data-place={`${line} ${period}`}
                      aria-pressed={opened === key}
                      aria-label={said(row, frame.labels[period] ?? "", cell)}
                      tabIndex={line === 0 && period === 0 ? 0 : -1}
                      onClick={() => open(key)}
                    >
                      <Figure cell={cell} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={classes["team"]}>
              {t("total")}
            </th>
            {totalsOf(rows).map((cell, period) => (
              <td key={frame.labels[period]}>
                <span className={classes["cell"]} data-heat={cell.heat}>
                  <Figure cell={cell} />
                </span>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );

  function said(row: HeatRow, label: string, cell: HeatCell): string {
    const percent = cell.percent === null ? t("nobody") : format.percent(cell.percent);
    const demand = format.number(cell.demand, 0);
    const supply = format.number(cell.supply, 0);
    const team = row.skill === "" ? row.name : `${row.name}, ${row.skill}`;
    return t("cell", { team, period: periodName(label, format), percent, demand, supply });
  }
}

function Figure({ cell }: { cell: HeatCell }) {
  const format = useFormat();
  if (cell.heat === "none") return <span className={classes["quiet"]}>{format.number(cell.supply, 0)}</span>;
  return (
    <>
      <b>
        {cell.heat === "over" && "▲ "}
        {cell.percent === null ? "∞" : format.percent(cell.percent)}
      </b>
      <span className={classes["days"]}>
        {format.number(cell.demand, 0)} / {format.number(cell.supply, 0)}
      </span>
    </>
  );
}

/** Quarters as the locale says them; weeks and months as they are labelled. */
export function periodName(label: string, format: Format): string {
  const month = /^(\d{4})-(\d{2})$/.exec(label);
  return month === null ? format.quarter(label) : format.month(`${label}-01`);
}
