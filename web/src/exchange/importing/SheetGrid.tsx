/** Rows of a sheet under what its columns are read as; findings stand in their cells. */
import { Tooltip, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle, IconXboxX } from "@tabler/icons-react";
import { Fragment, useEffect, useRef } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import { ColumnHead } from "./ColumnHead";
import type { ColumnMap, Finding, Sample, SampleRow, TableMap } from "./answer";
import { LEFT_ALONE, withColumn } from "./mapping";
import type { Shown } from "./Sheets";
import { cellName } from "./places";

const SIGNS = { error: IconXboxX, warning: IconAlertTriangle, info: IconInfoCircle };

interface SheetGridProps {
  table: TableMap;
  sample: Sample;
  columns: readonly ColumnMap[];
  cells: ReadonlyMap<string, readonly Finding[]>;
  shown: Shown;
  show: (cell: string) => void;
  change: (columns: ColumnMap[]) => void;
}

export function SheetGrid({ table, sample, columns, cells, shown, show, change }: SheetGridProps) {
  const { t } = useTranslation("exchange");
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const cell = [...(scroller.current?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])].find(({ dataset }) => dataset["cell"] === shown.cell);
    if (shown.cell === "" || cell === undefined) return;
    cell.scrollIntoView({ block: "center", inline: "nearest" });
    cell.querySelector("button")?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <div className={classes["scroller"]} ref={scroller}>
      <table className={classes["grid"]} aria-label={t("sheet.table", { sheet: sample.sheet })}>
        <thead>
          <tr>
            <th scope="col" className={classes["corner"]}>
              <span className={classes["hiddenText"]}>{t("sheet.row")}</span>
            </th>
            {columns.map((column) => (
              <th key={column.column} scope="col" data-alone={column.field === LEFT_ALONE || undefined}>
                <div className={classes["letter"]}>{column.column}</div>
                <ColumnHead
                  column={column}
                  change={(to) => change(withColumn(columns, column.column, to, t("column.chosen")))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.rows.map((row, at) => (
            <Fragment key={row.row}>
              <Gap from={sample.rows[at - 1]?.row ?? 0} to={row.row} width={columns.length + 1} />
              <Row row={row} table={table} columns={columns} cells={cells} shown={shown.cell} show={show} />
            </Fragment>
          ))}
          <Gap from={sample.rows.at(-1)?.row ?? 0} to={sample.height + 1} width={columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

/** Rows that are not shown. */
function Gap({ from, to, width }: { from: number; to: number; width: number }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const count = to - from - 1;
  if (count <= 0) return null;
  return (
    <tr className={classes["gap"]}>
      <td colSpan={width}>{t("sheet.gap", { count, rows: format.number(count) })}</td>
    </tr>
  );
}

interface RowProps extends Pick<SheetGridProps, "table" | "columns" | "cells" | "show"> {
  row: SampleRow;
  shown: string;
}

function Row({ row, table, columns, cells, shown, show }: RowProps) {
  const part = partOf(row.row, table);
  const { sheet } = table;
  const ofRow = cellName(sheet, row.row, "");
  return (
    <tr data-part={part}>
      <th scope="row" data-cell={ofRow} data-shown={shown === ofRow || undefined} data-severity={cells.get(ofRow)?.[0]?.severity}>
        <span className={classes["rowHead"]}>
          <Marks found={cells.get(ofRow)} cell={ofRow} show={show} />
          {row.row}
        </span>
      </th>
      {columns.map(({ column, field }, index) => {
        const name = cellName(sheet, row.row, column);
        const found = cells.get(name);
        return (
          <td
            key={column}
            data-cell={name}
            data-shown={shown === name || undefined}
            data-severity={found?.[0]?.severity}
            data-alone={field === LEFT_ALONE || undefined}
          >
            <span className={classes["cell"]}>
              <Marks found={found} cell={name} show={show} />
              <span className={classes["value"]}>{row.cells[index]}</span>
            </span>
          </td>
        );
      })}
    </tr>
  );
}

/** A sign in a cell that says what was found there. */
function Marks({ found, cell, show }: { found: readonly Finding[] | undefined; cell: string; show: (cell: string) => void }) {
  const { t } = useTranslation("exchange");
  const worst = found?.[0];
  if (found === undefined || worst === undefined) return null;
  const Sign = SIGNS[worst.severity];
  const said = found.map(({ severity, message, hint }) => `${t(`one.${severity}`)}: ${message} ${hint}`.trim());
  return (
    <Tooltip
      multiline
      maw={340}
      openDelay={80}
      events={{ hover: true, focus: true, touch: true }}
      label={said.map((line) => (
        <div key={line}>{line}</div>
      ))}
    >
      <UnstyledButton className={classes["sign"] ?? ""} data-severity={worst.severity} aria-label={said.join(" ")} onClick={() => show(cell)}>
        <Sign size={14} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  );
}

/** Whether a row lies above the table, holds its headings, or belongs to it. */
function partOf(row: number, table: TableMap): "outside" | "headings" | "body" {
  if (table.header_rows.includes(row)) return "headings";
  const inside = table.plan && row >= table.first_row && row <= (table.last_row ?? Number.POSITIVE_INFINITY);
  return inside ? "body" : "outside";
}
