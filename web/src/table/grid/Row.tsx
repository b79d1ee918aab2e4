/** One row of cells. It is drawn again only when something in it changes. */
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { isEditable, isNumeric } from "../data/columns";
import type { Sheet } from "../data/sheet";
import type { Say } from "../data/useSay";
import { CellEditor } from "./CellEditor";
import { Content, tone } from "./Content";
import classes from "./grid.module.css";
import { cellId, type Editing } from "./model";
import { MARGIN, type Track } from "./tracks";

export interface RowProps {
  line: number;
  /** Row of the sheet. */
  row: number;
  top: number;
  width: number;
  sheet: Sheet;
  say: Say;
  tracks: readonly Track[];
  /** Positions in `tracks` of the columns that are drawn. */
  drawn: readonly number[];
  /** Column of the active cell; -1 if it is not in this row. */
  active: number;
  /** First and last selected column; -1 if none is. */
  from: number;
  to: number;
  /** Whether this is the last selected row. */
  last: boolean;
  ticked: boolean;
  editing: Editing | undefined;
  errors: ReadonlyMap<string, string> | undefined;
  readOnly: boolean;
}

export const Row = memo(function Row(props: RowProps) {
  const { line, row, top, width, sheet, tracks, drawn, ticked, readOnly } = props;
  const { t } = useTranslation("table");
  const deleted = sheet.isDeleted(row);
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      className={classes["row"]}
      style={{ top, width }}
      data-ticked={ticked || undefined}
      data-created={sheet.isCreated(row) || undefined}
      data-deleted={deleted || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={classes["margin"]} data-line={line}>
        {!readOnly && (
          <input type="checkbox" tabIndex={-1} className={classes["tick"]} checked={ticked} readOnly aria-label={t("tickRow", { row: line + 1 })} data-tick={line} />
        )}
        <span className={classes["number"]} aria-hidden>
          {line + 1}
        </span>
      </div>
      {drawn.map((at) => {
        const track = tracks[at];
        return track === undefined ? null : <Cell key={track.column.name} {...props} at={at} track={track} />;
      })}
      <span className={classes["rowEnd"]} style={{ insetInlineStart: MARGIN }} aria-hidden />
    </div>
  );
});

function Cell({ at, track, line, row, sheet, say, active, from, to, last, editing, errors, readOnly }: RowProps & { at: number; track: Track }) {
  const { column, left, width, pinned } = track;
  const value = sheet.value(row, column.name);
  const isSelected = at >= from && at <= to;
  const error = errors?.get(column.name);
  const fixed = readOnly || !isEditable(column);
  return (
    <div
      role="gridcell"
      id={cellId({ row: line, column: at })}
      aria-colindex={at + 2}
      aria-selected={isSelected}
      aria-readonly={fixed || undefined}
      aria-invalid={error !== undefined || undefined}
      className={classes["cell"]}
      style={pinned ? { left, width } : { left, width, position: "absolute" }}
      title={error ?? (typeof value === "string" && value.length > 24 ? say(column, value) : undefined)}
      data-line={line}
      data-at={at}
      data-column={column.name}
      data-pinned={pinned || undefined}
      data-computed={column.computed || undefined}
      data-drafted={sheet.isDrafted(row, column.name) || undefined}
      data-error={error !== undefined || undefined}
      data-selected={(isSelected && (from !== to || !last || active !== at)) || undefined}
      data-active={active === at || undefined}
      data-tone={tone(column, value)}
      data-end={isNumeric(column) || undefined}
    >
      {editing?.column === at ? <CellEditor editing={editing} /> : <Content column={column} value={value} say={say} />}
      {last && at === to && editing === undefined && !readOnly && <span className={classes["handle"]} data-handle aria-hidden />}
    </div>
  );
}
