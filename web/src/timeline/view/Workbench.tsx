/** The timeline with its toolbar, tree, canvas and legend. */
import { VisuallyHidden } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { Suspense, lazy, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import type { Chart } from "../chart";
import { proposedDates, useLevelled } from "../levelling/proposal";
import { monthStart } from "../time/days";
import { quartersBetween } from "../time/quarters";
import { zoomStep } from "../time/scale";
import { createBoard } from "./board";
import { Board } from "./Board";
import type { Control } from "./control";
import { periodOf, todayOf, useExtent } from "./extent";
import { Legend } from "./Legend";
import { PlacedLinkMenu } from "./LinkMenu";
import { useSettings } from "./settings";
import { Tip } from "./Tip";
import { Toolbar } from "./Toolbar";
import { TreeGrid } from "./TreeGrid";
import { usePictures } from "./usePictures";
import { useRevealed } from "./useRevealed";
import { useSayings } from "./useSayings";
import { useScene } from "./useScene";
import { useScroll, zoomOfAddress } from "./useScroll";
import { useSelected } from "./useSelected";
import type { Timeline } from "./useTimeline";
import { useTimelineCommands } from "./useTimelineCommands";
import { useWords } from "./useWords";
import { useWorkingDays } from "./useWorkingDays";
import classes from "./timeline.module.css";

const LockBaseline = lazy(() => import("./LockBaseline"));
const LevelPane = lazy(() => import("../levelling/LevelPane"));
const LoadStrip = lazy(() => import("../strip/LoadStrip"));

export function Workbench({ timeline }: { timeline: Timeline & { chart: Chart } }) {
  const { chart, saved, ripple } = timeline;
  const { t } = useTranslation("timeline");
  const { laneName } = useWords();
  const settings = useSettings();
  const { group } = settings.settings;
  const columns = settings.settings.columns.filter((name) => name !== "slip" || chart.baseline !== undefined);
  const [store] = useState(() => createBoard(zoomOfAddress(window.location.search)));
  const [selectedLink, selectLink] = useState(-1);
  const selection = useSelected(chart);
  const step = useStore(store, (board) => zoomStep(board.perDay));
  const [today] = useState(todayOf);
  const proposal = useLevelled((levelled) => levelled.proposal);
  const proposed = useMemo(() => (proposal === undefined ? undefined : proposedDates(chart.codes, proposal.moved)), [proposal, chart.codes]);
  const { scene, shown } = useScene({
    ...{ chart, saved, proposed, settings: settings.settings, selected: selection.rows, selectedLink, step, today },
  });
  const extent = useExtent(chart, today);
  const scroller = useRef<HTMLDivElement>(null);
  const sizer = useRef<HTMLDivElement>(null);
  const moving = useRef<HTMLDivElement>(null);
  const scroll = useScroll(store, scroller, sizer, extent, scene.layout.height + 40, monthStart(today, -1));
  const { announce, said, add } = useSayings();
  const editable = useAskedRevision() === null;
  const works = useWorkingDays();

  const control: Control = {
    ...{ store, scene, shown, origin: extent.start, grouping: group, editable, ripple, add, announce },
    works,
    ...{ scrollTo: scroll.scrollTo, zoom: scroll.zoom },
    ...{ select: selection.select, selectMany: selection.selectMany, selectLink, toggleLane: settings.toggleLane },
  };
  const latest = useRef(control);
  useLayoutEffect(() => {
    latest.current = control;
  });
  const [now] = useState(() => () => latest.current);

  useRevealed(now, selection.rows);
  const fitAll = () => scroll.fitTo(periodOf(chart));
  const goToday = () => scroll.goToDay(today);
  const zoomBy = (factor: number) => scroll.zoom(store.getState().perDay * factor, store.getState().width / 2);
  const [locking, setLocking] = useState(false);
  const lock = editable ? () => setLocking(true) : undefined;
  const [levelling, setLevelling] = useState(false);
  const level = editable ? () => setLevelling(!levelling) : undefined;
  const toggleStrip = () => settings.set("strip", settings.settings.strip ? "off" : "on");
  useTimelineCommands({ control: now, fitAll, goToday, zoomBy, selectedLink, lock, level, toggleStrip });

  const { saveAs, paper } = usePictures(now);
  const { ref: room, width } = useElementSize<HTMLDivElement>();
  const narrow = width > 0 && width < 980;
  const beside = treeWidth(settings.settings, group !== "none", narrow ? 0 : columns.length, width);
  return (
    <div className={classes["timeline"]}>
      <Toolbar {...settings} {...{ chart, width, zoomBy, saveAs, lock, level, levelling, toggleStrip }} fit={fitAll} today={goToday} />
      <div className={classes["board"]} ref={room}>
        <TreeGrid
          {...{ control: now, scene, store, columns: narrow ? [] : columns, moving }}
          grouped={group !== "none"}
          laneName={(key) => laneName(group, key)}
          width={beside}
        />
        <Board {...{ store, scene, shown, origin: extent.start, control: now, scroller, sizer, moving }} label={t("canvas")}>
          <Tip store={store} scene={scene} />
          {selectedLink >= 0 && <PlacedLinkMenu control={now} link={selectedLink} />}
        </Board>
      </div>
      <Suspense fallback={null}>
        {settings.settings.strip && <LoadStrip {...{ control: now, origin: extent.start, store, beside }} />}
        {levelling && <LevelPane close={() => setLevelling(false)} />}
      </Suspense>
      <Legend scene={scene} settings={settings.settings} width={width} />
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
      {paper !== "" && <div className={classes["print"]} aria-hidden dangerouslySetInnerHTML={{ __html: paper }} />}
      <Suspense fallback={null}>
        {locking && <LockBaseline {...lockingOf(chart)} drafted={timeline.saved !== undefined} close={() => setLocking(false)} />}
      </Suspense>
    </div>
  );
}

/** Returns the room of the tree: for names and columns in lists, for names of lanes; none where there are no lanes. */
function treeWidth({ packed }: { packed: boolean }, grouped: boolean, columns: number, room: number): number {
  if (!packed) return 250 + columns * 84;
  if (!grouped) return 1;
  return room > 0 && room < 760 ? 148 : 196;
}

/** What the dialog for a baseline has to know of the plan. */
function lockingOf(chart: Chart): { quarters: string[]; revision: number } {
  const { start, end } = periodOf(chart);
  return { quarters: quartersBetween(start, end, chart.fiscalStartMonth), revision: chart.revision };
}
