/** The grid: rows and columns on screen only, headings and names that stay, one cursor, a selection. */
import { defaultRangeExtractor, useVirtualizer, type Range as Shown } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import type { Edits } from "../edit/useEdits";
import { GroupRow } from "./GroupRow";
import { HeaderRow } from "./HeaderRow";
import { Row } from "./Row";
import classes from "./grid.module.css";
import { cellId, groupAt, rowAt, useModel } from "./model";
import { MARGIN } from "./tracks";
import { useClipboard, type Paste } from "./useClipboard";
import { useGridKeys } from "./useGridKeys";
import { useGridMouse } from "./useGridMouse";

const ROW = 30;
const HEADER = 34;

export function Grid({ edits, paste }: { edits: Edits; paste: Paste }) {
  const { t } = useTranslation("table");
  const model = useModel();
  const { sheet, tracks, arranged, cursor, selection, editing, ticked, errors, say, title, readOnly } = model;
  const scroller = useRef<HTMLDivElement>(null);
  const pinned = tracks.filter((track) => track.pinned);
  const pinnedWidth = MARGIN + pinned.reduce((sum, track) => sum + track.width, 0);
  const width = MARGIN + tracks.reduce((sum, track) => sum + track.width, 0);
  const { active } = cursor;

  const rows = useVirtualizer({
    count: arranged.lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
    scrollPaddingEnd: HEADER,
    rangeExtractor: useCallback((range: Shown) => including(defaultRangeExtractor(range), active.row), [active.row]),
  });
  const loose = tracks.slice(pinned.length);
  const columns = useVirtualizer({
    horizontal: true,
    count: loose.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => loose[at]?.width ?? 0,
    getItemKey: (at) => loose[at]?.column.name ?? at,
    paddingStart: pinnedWidth,
    scrollPaddingStart: pinnedWidth,
    overscan: 2,
    rangeExtractor: useCallback(
      (range: Shown) => including(defaultRangeExtractor(range), active.column - pinned.length),
      [active.column, pinned.length],
    ),
  });
  const widths = tracks.map((track) => track.width).join();
  useEffect(() => columns.measure(), [columns, widths]);
  useEffect(() => {
    if (active.row >= 0) rows.scrollToIndex(active.row, { align: "auto" });
    if (active.column >= pinned.length) columns.scrollToIndex(active.column - pinned.length, { align: "auto" });
  }, [rows, columns, active.row, active.column, pinned.length]);
  useEffect(() => {
    performance.mark("planner:drawn");
  }, []);

  const places = [...pinned.keys(), ...columns.getVirtualItems().map((item) => item.index + pinned.length)].join();
  const drawn = useMemo(() => places.split(",").map(Number), [places]);
  const [menu, openMenu] = useState("");
  const focus = () => scroller.current?.focus({ preventScroll: true });
  useEffect(() => {
    if (editing === undefined && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [editing]);

  const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEADER) / ROW) - 1);
  const keys = useGridKeys(model, edits, page, openMenu);
  const mouse = useGridMouse(model, edits, focus);
  const clipboard = useClipboard(model, edits, paste);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t("grid")}
      aria-rowcount={arranged.lines.length + 1}
      aria-colcount={tracks.length + 1}
      aria-multiselectable
      aria-activedescendant={editing === undefined ? cellId(active) : undefined}
      className={classes["grid"]}
      data-fill={mouse.filling === undefined ? undefined : true}
      onKeyDown={keys}
      {...mouse.handlers}
      {...clipboard}
    >
      <div role="rowgroup" className={classes["headers"]} style={{ width }}>
        <HeaderRow drawn={drawn} width={width} menu={menu} openMenu={openMenu} />
      </div>
      <div role="rowgroup" className={classes["body"]} style={{ height: rows.getTotalSize(), width }}>
        {rows.getVirtualItems().map(({ index: line, start }) => {
          const group = groupAt(arranged, line);
          const at = active.row === line ? active.column : -1;
          if (group !== undefined) {
            return (
              <GroupRow key={group.key} line={line} group={group} top={start} heading={title(group.column)} active={at} {...{ width, pinnedWidth, tracks, drawn, say }} />
            );
          }
          const row = rowAt(arranged, line);
          const id = sheet.id(row);
          const range = mouse.filling ?? selection;
          const within = active.row >= 0 && line >= range.top && line <= range.bottom;
          return (
            <Row
              key={id}
              line={line}
              row={row}
              top={start}
              active={at}
              from={within ? range.left : -1}
              to={within ? range.right : -1}
              last={within && line === range.bottom}
              ticked={ticked.has(id)}
              editing={editing?.row === line ? editing : undefined}
              errors={errors.get(id)}
              {...{ width, sheet, say, tracks, drawn, readOnly }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The places drawn, with the one of the cursor, so that it is never taken out of the page. */
function including(places: number[], at: number): number[] {
  return at < 0 || places.includes(at) ? places : [...places, at].sort((a, b) => a - b);
}
