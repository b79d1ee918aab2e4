/** The heading of a group: its value, how many rows it has, and what they come to. */
import { IconChevronRight } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Group } from "../arrange/grouping";
import type { Say } from "../data/useSay";
import { Content, tone } from "./Content";
import classes from "./grid.module.css";
import { cellId } from "./model";
import { MARGIN, type Track } from "./tracks";

interface GroupRowProps {
  line: number;
  group: Group;
  top: number;
  width: number;
  /** Of the part that stays at the left. */
  pinnedWidth: number;
  tracks: readonly Track[];
  drawn: readonly number[];
  say: Say;
  heading: string;
  active: number;
}

export const GroupRow = memo(function GroupRow({ line, group, top, width, pinnedWidth, tracks, drawn, say, heading, active }: GroupRowProps) {
  const { t } = useTranslation("table");
  const { number } = useFormat();
  const label = group.label || t("withoutValue");
  const pinned = tracks.filter((track) => track.pinned).length;
  return (
    <div role="row" aria-rowindex={line + 2} className={classes["row"]} style={{ top, width }} data-group={group.depth}>
      <div
        role="gridcell"
        id={cellId({ row: line, column: 0 })}
        aria-colindex={1}
        aria-colspan={Math.max(1, pinned) + 1}
        aria-selected={active >= 0}
        className={classes["heading"]}
        style={{ width: Math.max(pinnedWidth, MARGIN + 200), paddingInlineStart: 10 + group.depth * 18 }}
        data-line={line}
        data-at={0}
        data-active={(active >= 0 && active < Math.max(1, pinned)) || undefined}
      >
        <button type="button" tabIndex={-1} className={classes["toggle"]} aria-expanded={group.open} data-group-key={group.key} aria-label={t("groupOf", { column: heading, label })}>
          <IconChevronRight size={14} className={classes["chevron"] ?? ""} data-open={group.open || undefined} aria-hidden />
        </button>
        <span className={classes["what"]}>{heading}</span>
        <span className={classes["label"]}>{label}</span>
        <span className={classes["count"]}>{number(group.rows.length)}</span>
      </div>
      {drawn.map((at) => {
        const track = tracks[at];
        if (track === undefined || track.pinned) return null;
        const { column, left, width: wide } = track;
        const value = group.rollUp[column.name] ?? null;
        return (
          <div
            key={column.name}
            role="gridcell"
            id={cellId({ row: line, column: at })}
            aria-colindex={at + 2}
            aria-readonly
            className={classes["cell"]}
            style={{ left, width: wide, position: "absolute" }}
            data-line={line}
            data-at={at}
            data-active={active === at || undefined}
            data-tone={tone(column, value)}
            data-end={typeof value === "number" || undefined}
          >
            <Content column={column} value={value} say={say} />
          </div>
        );
      })}
    </div>
  );
});
