/** The headings: a click sorts, Shift adds a column to the sort, dragging moves a column, its edge resizes it. */
import { Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDotsVertical, IconFilterFilled, IconMathFunction } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { clicked } from "../arrange/sorting";
import { ColumnMenu } from "./ColumnMenu";
import classes from "./grid.module.css";
import { cellId, shownIds, sortOf, useModel } from "./model";
import { chosen, moved, type Track } from "./tracks";

interface HeaderRowProps {
  drawn: readonly number[];
  width: number;
  menu: string;
  openMenu: (column: string) => void;
}

export function HeaderRow({ drawn, width, menu, openMenu }: HeaderRowProps) {
  const { t } = useTranslation("table");
  const model = useModel();
  const { tracks, ticked, tick, readOnly } = model;
  const ids = ticked.size > 0 ? shownIds(model) : [];
  const all = ids.length > 0 && ids.every((id) => ticked.has(id));
  return (
    <div role="row" aria-rowindex={1} className={classes["header"]} style={{ width }}>
      <div role="columnheader" aria-colindex={1} className={classes["margin"]} aria-label={t("ticks")}>
        {!readOnly && (
          <input
            type="checkbox"
            tabIndex={-1}
            className={classes["tick"]}
            aria-label={t("tickAll")}
            checked={all}
            ref={(box) => {
              if (box !== null) box.indeterminate = ticked.size > 0 && !all;
            }}
            onChange={() => tick(all ? new Set() : new Set(shownIds(model)))}
          />
        )}
      </div>
      {drawn.map((at) => {
        const track = tracks[at];
        return track === undefined ? null : <HeaderCell key={track.column.name} at={at} track={track} opened={menu === track.column.name} openMenu={openMenu} />;
      })}
    </div>
  );
}

const DRAGGED = "text/x-column";

function HeaderCell({ at, track, opened, openMenu }: { at: number; track: Track; opened: boolean; openMenu: (column: string) => void }) {
  const { t } = useTranslation("table");
  const model = useModel();
  const { view, change, cursor, title, sheet, place } = model;
  const { column, left, width, pinned } = track;
  const found = sortOf(view, column.name);
  const label = title(column);
  const isFiltered = view.filters.some((filter) => filter.column === column.name);
  return (
    <div
      role="columnheader"
      id={cellId({ row: -1, column: at })}
      aria-colindex={at + 2}
      {...(found !== undefined && { "aria-sort": found.sort.down ? ("descending" as const) : ("ascending" as const) })}
      className={classes["head"]}
      style={pinned ? { left, width } : { left, width, position: "absolute" }}
      data-pinned={pinned || undefined}
      data-computed={column.computed || undefined}
      data-active={(cursor.active.row === -1 && cursor.active.column === at) || undefined}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, column.name)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const name = event.dataTransfer.getData(DRAGGED);
        if (name !== "") change({ columns: moved(chosen(sheet.kind, sheet.columns, view.columns), name, column.name) });
      }}
    >
      <Tooltip label={<Described column={label} text={column.description} computed={column.computed ? t("computed") : ""} />} multiline maw={300} openDelay={500}>
        <button
          type="button"
          tabIndex={-1}
          className={classes["sort"]}
          onClick={(event) => {
            place({ row: -1, column: at });
            change({ sort: clicked(view.sort, column.name, event.shiftKey) });
          }}
        >
          {column.computed && <IconMathFunction size={13} className={classes["mark"] ?? ""} role="img" aria-label={t("computed")} />}
          <span className={classes["text"]}>{label}</span>
          {found !== undefined && <SortMark down={found.sort.down} rank={view.sort.length > 1 ? found.rank : undefined} />}
          {isFiltered && <IconFilterFilled size={12} role="img" aria-label={t("filteredBy")} />}
        </button>
      </Tooltip>
      {opened ? (
        <ColumnMenu track={track} close={() => openMenu("")} />
      ) : (
        <button type="button" tabIndex={-1} className={classes["more"]} aria-label={t("columnMenu", { column: label })} onClick={() => openMenu(column.name)}>
          <IconDotsVertical size={14} aria-hidden />
        </button>
      )}
      <Edge track={track} />
    </div>
  );
}

function SortMark({ down, rank }: { down: boolean; rank: number | undefined }) {
  const Icon = down ? IconArrowDown : IconArrowUp;
  return (
    <>
      <Icon size={13} aria-hidden />
      {rank !== undefined && <sub className={classes["rank"]}>{rank}</sub>}
    </>
  );
}

function Described({ column, text, computed }: { column: string; text: string; computed: string }) {
  return (
    <>
      <strong>{column}</strong>
      {computed !== "" && <em> · {computed}</em>}
      <div>{text}</div>
    </>
  );
}

/** The edge of a column: dragging it makes the column wider. By keyboard its menu does. */
function Edge({ track }: { track: Track }) {
  const { resize } = useModel();
  const follow = (event: React.PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const edge = event.currentTarget;
    const from = event.clientX - track.width;
    edge.setPointerCapture(event.pointerId);
    const move = (now: PointerEvent) => resize(track.column.name, now.clientX - from, false);
    const stop = (now: PointerEvent) => {
      edge.removeEventListener("pointermove", move);
      resize(track.column.name, now.clientX - from, true);
    };
    edge.addEventListener("pointermove", move);
    edge.addEventListener("pointerup", stop, { once: true });
  };
  return <span className={classes["edge"]} data-edge={track.column.name} onPointerDown={follow} draggable onDragStart={(event) => event.preventDefault()} aria-hidden />;
}
