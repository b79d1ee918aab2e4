/** The findings by rule; only the rows on screen are drawn, so that thousands scroll as one. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useOpen } from "~/app/view";
import frame from "~/parts/view.module.css";
import { FindingRow, GroupRow } from "./FindingRows";
import classes from "./Findings.module.css";
import { type Finding, rowsOf } from "./grouping";

const GROUP_HEIGHT = 34;
const FINDING_HEIGHT = 50;

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation("findings");
  const open = useOpen();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(findings, closed), [findings, closed]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => (rows[place]?.kind === "group" ? GROUP_HEIGHT : FINDING_HEIGHT),
    getItemKey: (place) => rows[place]?.key ?? place,
    overscan: 12,
  });
  const toggle = (key: string) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <div className={frame["scroller"]} ref={scroller} onKeyDown={moveFocus}>
      <div role="list" aria-label={t("list")} style={{ height: virtual.getTotalSize(), position: "relative" }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={key}
              role="listitem"
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              data-index={index}
              ref={virtual.measureElement}
              className={classes["row"]}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === "group" ? (
                <GroupRow row={row} toggle={() => toggle(row.key)} />
              ) : (
                <FindingRow finding={row.finding} show={() => open("/timeline", row.finding.item)} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-stop]")];
  stops.sort((a, b) => indexOf(a) - indexOf(b));
  const next = stops[stops.findIndex((stop) => stop === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function indexOf(stop: HTMLElement): number {
  return Number(stop.closest<HTMLElement>("[data-index]")?.dataset["index"]);
}
