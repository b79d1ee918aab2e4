/** One row of cells. It is drawn again only when something in it changes. */
import { memo } from "react";
import { useTranslation } from "~/locales/translation";
import { isEditable, isNumeric } from "../data/columns";
import type { Sheet } from "../data/sheet";
import type { Say } from "../data/useSay";
import { CellEditor } from "./CellEditor";
import { Content, tone } from "./Content";
import classes from "./grid.module.css";
import { cellId, type Editing } from "./model";
import { MARGIN, type Track } from "./tracks";

/** Texts from this length on may be cut and are told by the pointer. */
const LONG = 24;

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

type CellProps = RowProps & { at: number; track: Track };

function Cell(props: CellProps) {
  const { at, track, line, row, sheet, say, to, last, editing, readOnly } = props;
  const { column, left, width, pinned } = track;
  const value = sheet.value(row, column.name);
  return (
    <div
      role="gridcell"
      id={cellId({ row: line, column: at })}
      aria-colindex={at + 2}
      aria-readonly={readOnly || !isEditable(column) || undefined}
      className={classes["cell"]}
      style={pinned ? { left, width } : { left, width, position: "absolute" }}
      data-line={line}
      data-at={at}
      data-column={column.name}
      data-pinned={pinned || undefined}
      data-computed={column.computed || undefined}
      data-tone={tone(column, value)}
      data-end={isNumeric(column) || undefined}
      {...stateOf(props)}
    >
      {editing?.column === at ? <CellEditor editing={editing} /> : <Content column={column} value={value} say={say} />}
      {last && at === to && editing === undefined && !readOnly && <span className={classes["handle"]} data-handle aria-hidden />}
    </div>
  );
}

/** Whether a cell is selected, active, drafted, refused. */
function stateOf({ at, track, row, sheet, say, from, to, last, active, errors }: CellProps) {
  const { column } = track;
  const value = sheet.value(row, column.name);
  const isSelected = at >= from && at <= to;
  const isAlone = from === to && last && active === at;
  const error = errors?.get(column.name);
  const long = typeof value === "string" && value.length > LONG ? say(column, value) : undefined;
  return {
    "aria-selected": isSelected,
    "aria-invalid": error !== undefined || undefined,
    title: error ?? long,
    "data-selected": (isSelected && !isAlone) || undefined,
    "data-active": active === at || undefined,
    "data-drafted": sheet.isDrafted(row, column.name) || undefined,
    "data-error": error !== undefined || undefined,
  };
}
