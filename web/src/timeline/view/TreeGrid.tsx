/** The tree beside the canvas: lanes and work as rows for the keyboard, for screen readers and, in lists, for all. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useStore } from "zustand";
import type { Control } from "./control";
import { entriesOf, positionOf, renderedEntries } from "./entries";
import { aimAt, pressKey, releaseKey } from "./keyboard";
import { reveal } from "./commit";
import { TreeHeading, TreeRow } from "./TreeRow";
import type { ColumnName } from "./settings";
import classes from "./timeline.module.css";

const AHEAD = 320;

export interface TreeGridProps {
  control: () => Control;
  scene: Control["scene"];
  store: Control["store"];
  grouped: boolean;
  columns: readonly ColumnName[];
  laneName: (key: string) => string;
  width: number;
  /** Follows the canvas when it is scrolled. */
  moving: React.RefObject<HTMLDivElement | null>;
}

export function TreeGrid({ control, scene, store, grouped, columns, laneName, width, moving }: TreeGridProps) {
  const { t } = useTranslation("timeline");
  const { layout } = scene;
  const entries = useMemo(() => entriesOf(layout, grouped), [layout, grouped]);
  const [focus, setFocus] = useState({ row: -1, lane: 0 });
  const page = useStore(store, (board) => Math.floor(board.top / AHEAD));
  const height = useStore(store, (board) => board.height);
  const at = Math.max(0, positionOf(entries, focus.row, focus.lane));
  const rendered = renderedEntries(entries, layout.packed, page * AHEAD - AHEAD, page * AHEAD + height + 2 * AHEAD, at);
  const wanted = useRef(false);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    body.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [focus]);

  const go = (position: number) => {
    const entry = entries[position];
    if (entry === undefined) return;
    wanted.current = true;
    setFocus({ row: entry.row, lane: entry.lane });
    const now = control();
    store.setState({ active: entry.row });
    if (entry.row >= 0) reveal(now, entry.row);
    else now.scrollTo(undefined, Math.max(0, entry.y - 40));
    aimAt(entry.row, now);
  };
  const take = (event: React.KeyboardEvent) => {
    if (pressKey(event, { entries, at, go }, control())) event.preventDefault();
  };
  return (
    <div
      className={classes["tree"]}
      data-hidden={width < 2 || undefined}
      style={{ width }}
      role="treegrid"
      aria-label={t("tree")}
      aria-rowcount={entries.length + 1}
      aria-multiselectable
      onKeyDown={take}
      onKeyUp={(event) => releaseKey(event, control())}
      onFocus={({ target }) => {
        const row = target.matches(":focus-visible") ? target.dataset["row"] : undefined;
        store.setState({ active: row === undefined ? -1 : Number(row) });
      }}
      onBlur={() => store.setState({ active: -1 })}
    >
      <TreeHeading columns={layout.packed ? [] : columns} />
      <div className={classes["treeBody"]} role="rowgroup" ref={body}>
        <div className={classes["treeMoving"]} role="presentation" ref={moving}>
          {rendered.map((position) => {
            const entry = entries[position]!;
            const key = entry.row < 0 ? `lane ${layout.lanes[entry.lane]!.key}` : `${entry.lane} ${entry.row}`;
            return (
              <TreeRow
                key={key}
                entry={entry}
                index={position + 2}
                scene={scene}
                columns={columns}
                laneName={laneName}
                focused={position === at}
                onLane={(lane) => control().toggleLane(lane)}
                onRow={(row, more) => {
                  setFocus({ row, lane: entry.lane });
                  control().select(row, more);
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
