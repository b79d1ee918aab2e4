/** One row of the tree: a lane, or a piece of work with its dates. */
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { SHAPE, slipOf } from "../chart";
import type { Scene } from "../paint/scene";
import type { Entry } from "./entries";
import { COLUMNS, type ColumnName } from "./settings";
import classes from "./timeline.module.css";

export function TreeHeading({ columns }: { columns: readonly ColumnName[] }) {
  const { t } = useTranslation("timeline");
  return (
    <div className={classes["treeHeading"]} role="row" aria-rowindex={1}>
      <span role="columnheader" className={classes["nameCell"]}>
        {t("column.name")}
      </span>
      {COLUMNS.map((name) => (
        <span key={name} role="columnheader" data-column={name} className={columns.includes(name) ? classes["dateCell"] : classes["unseen"]}>
          {t(`column.${name}`)}
        </span>
      ))}
    </div>
  );
}

interface TreeRowProps {
  entry: Entry;
  index: number;
  scene: Scene;
  columns: readonly ColumnName[];
  laneName: (key: string) => string;
  focused: boolean;
  onLane: (key: string) => void;
  onRow: (row: number, more: boolean) => void;
}

export function TreeRow(props: TreeRowProps) {
  return props.entry.row < 0 ? <LaneRow {...props} /> : <WorkRow {...props} />;
}

function LaneRow({ entry, index, scene, laneName, focused, onLane }: TreeRowProps) {
  const { t } = useTranslation("timeline");
  const { layout, dates, chart } = scene;
  const lane = layout.lanes[entry.lane]!;
  const critical = lane.rows.filter((row) => dates.critical[row] && chart.percent[row]! < 100).length;
  const room = Math.max(0, lane.height - 40);
  const sticky = { transform: `translateY(clamp(0px, calc(var(--scrolled) - ${lane.top}px), ${room}px))` };
  const Chevron = lane.closed ? IconChevronRight : IconChevronDown;
  const counts = [t("count", { count: lane.count }), ...(critical > 0 ? [t("criticalCount", { count: critical })] : [])];
  return (
    <div
      className={classes["laneRow"]}
      style={{ top: entry.y, height: entry.height }}
      data-odd={entry.lane % 2 === 1 || undefined}
      data-heading={!layout.packed || undefined}
      data-tall={(layout.packed && lane.height >= 76) || undefined}
      role="row"
      aria-rowindex={index}
      aria-level={1}
      aria-posinset={entry.place}
      aria-setsize={entry.of}
      aria-expanded={!lane.closed}
      tabIndex={focused ? 0 : -1}
      onClick={() => onLane(lane.key)}
    >
      <div role="gridcell" aria-colspan={1 + COLUMNS.length} className={classes["laneName"]} style={layout.packed ? sticky : undefined}>
        <Chevron size={16} stroke={2} className={classes["chevron"]} aria-hidden />
        <span className={classes["laneText"]}>
          <span className={classes["laneTitle"]} title={laneName(lane.key)}>
            {laneName(lane.key)}
          </span>
          <span className={classes["laneCount"]} data-below={(layout.packed && lane.height >= 44) || undefined}>
            {counts.join(" · ")}
          </span>
        </span>
      </div>
    </div>
  );
}

function WorkRow({ entry, index, scene, columns, focused, onRow }: TreeRowProps) {
  const { row } = entry;
  const { chart, dates, layout, selected } = scene;
  const format = useFormat();
  const { t } = useTranslation("timeline");
  const slip = slipOf(chart, dates, row);
  const last = dates.finish[row]! - (dates.finish[row]! > dates.start[row]! ? 1 : 0);
  const cells: Record<ColumnName, string> = {
    start: format.day(dates.start[row]),
    finish: format.day(last),
    float: chart.percent[row]! >= 100 ? t("done") : format.days(chart.floatDays[row]!),
    slip: slip === undefined ? "" : format.shift(slip),
  };
  const late: Partial<Record<ColumnName, boolean>> = {
    float: chart.floatDays[row]! < 0 && chart.percent[row]! < 100,
    slip: slip !== undefined && slip > 0,
  };
  return (
    <div
      className={layout.packed ? classes["unseenRow"] : classes["workRow"]}
      style={layout.packed ? undefined : { top: entry.y, height: entry.height }}
      data-row={row}
      data-selected={selected.has(row) || undefined}
      data-dim={(scene.chain !== undefined && scene.chain.rows[row] === 0) || undefined}
      data-small={layout.size.text === 0 || undefined}
      role="row"
      aria-rowindex={index}
      aria-level={entry.level}
      aria-posinset={entry.place}
      aria-setsize={entry.of}
      aria-selected={selected.has(row)}
      tabIndex={focused ? 0 : -1}
      onClick={(event) => onRow(row, event.ctrlKey || event.metaKey || event.shiftKey)}
    >
      <span role="gridcell" className={classes["nameCell"]} style={{ paddingInlineStart: 12 + 14 * (entry.level - 1) }}>
        <span className={classes["code"]} data-critical={(dates.critical[row] === 1 && chart.percent[row]! < 100) || undefined}>
          {chart.codes[row]}
        </span>
        <span className={classes["name"]} data-whole={chart.shape[row] === SHAPE.rollup || undefined}>
          {chart.names[row]}
        </span>
      </span>
      {COLUMNS.map((name) => (
        <span
          key={name}
          role="gridcell"
          className={columns.includes(name) ? classes["dateCell"] : classes["unseen"]}
          data-column={name}
          data-late={late[name] || undefined}
        >
          {cells[name]}
        </span>
      ))}
    </div>
  );
}
