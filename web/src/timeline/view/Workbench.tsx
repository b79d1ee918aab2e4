/** The timeline with its toolbar, tree, canvas and legend. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { VisuallyHidden } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useDraft } from "~/editing/draft";
import { useAskedRevision } from "~/model/portfolio";
import { useFormat } from "~/parts/format";
import { SHAPE, type Chart } from "../chart";
import { timelineSvg } from "../paint/timelineSvg";
import { wayOf } from "../paint/links";
import { DAY, minutesOf, monthStart } from "../time/days";
import { widthOf, zoomStep, type Extent } from "../time/scale";
import { reveal } from "./commit";
import { createBoard } from "./board";
import { Board } from "./Board";
import { scaleOf, type Control } from "./control";
import { Legend } from "./Legend";
import { LinkMenu } from "./LinkMenu";
import { HEADER_HEIGHT } from "../paint/header";
import { saveSvg, savePng } from "./exporting";
import { useSettings } from "./settings";
import { Toolbar } from "./Toolbar";
import { TreeGrid } from "./TreeGrid";
import { Tip } from "./Tip";
import { useScene } from "./useScene";
import { useScroll, zoomOfAddress } from "./useScroll";
import { useSelected } from "./useSelected";
import { useTimelineCommands } from "./useTimelineCommands";
import type { Timeline } from "./useTimeline";
import { useWords } from "./useWords";
import { useWorkingDays } from "./useWorkingDays";
import classes from "./timeline.module.css";

export function Workbench({ timeline }: { timeline: Timeline & { chart: Chart } }) {
  const { chart, saved, ripple } = timeline;
  const { t } = useTranslation("timeline");
  const { laneName } = useWords();
  const settings = useSettings();
  const { group, columns } = settings.settings;
  const [store] = useState(() => createBoard(zoomOfAddress(window.location.search)));
  const [selectedLink, selectLink] = useState(-1);
  const selection = useSelected(chart);
  const step = useStore(store, (board) => zoomStep(board.perDay));
  const [today] = useState(todayOf);
  const { scene, shown } = useScene({
    ...{ chart, saved, settings: settings.settings, selected: selection.rows, selectedLink, step, today },
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
  useTimelineCommands({ control: now, fitAll, goToday, zoomBy, selectedLink });

  const picture = (whole: boolean) => {
    const { left, width, perDay } = store.getState();
    const scale = scaleOf({ store, origin: extent.start });
    const part = whole ? { left: 0, width: widthOf(extent, perDay) } : { left: Math.round(left), width };
    return timelineSvg(scene, shown, { scale, ...part }, t("title"), (key) => laneName(group, key));
  };
  const saveAs = (kind: "svg" | "png") => {
    if (kind === "svg") saveSvg(picture(false), "timeline");
    else void savePng(picture(false), "timeline");
  };
  const print = usePrintPicture(() => picture(false));
  const listed = !settings.settings.packed;
  const { ref: room, width } = useElementSize<HTMLDivElement>();
  const narrow = width > 0 && width < 980;
  return (
    <div className={classes["timeline"]}>
      <Toolbar {...settings} chart={chart} zoomBy={zoomBy} fit={fitAll} today={goToday} saveAs={saveAs} />
      <div className={classes["board"]} ref={room}>
        <TreeGrid
          {...{ control: now, scene, store, columns: narrow ? [] : columns, moving }}
          grouped={group !== "none"}
          laneName={(key) => laneName(group, key)}
          width={listed ? 250 + (narrow ? 0 : columns.length * 84) : narrow && width < 760 ? 148 : 196}
        />
        <Board {...{ store, scene, shown, origin: extent.start, control: now, scroller, sizer, moving }} label={t("canvas")}>
          <Tip store={store} scene={scene} />
          {selectedLink >= 0 && <PlacedLinkMenu control={now} link={selectedLink} />}
        </Board>
      </div>
      <Legend scene={scene} settings={settings.settings} />
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
      {print !== "" && <div className={classes["print"]} aria-hidden dangerouslySetInnerHTML={{ __html: print }} />}
    </div>
  );
}

/** Scrolls to what was selected elsewhere: by an address, the palette, a link of the side panel. */
function useRevealed(control: () => Control, rows: ReadonlySet<number>): void {
  const [first] = rows;
  useEffect(() => {
    if (first === undefined) return;
    const frame = requestAnimationFrame(() => reveal(control(), first));
    return () => cancelAnimationFrame(frame);
  }, [control, first]);
}

function PlacedLinkMenu({ control, link }: { control: () => Control; link: number }) {
  const now = control();
  const { left, top, width, height } = useStore(now.store);
  const way = wayOf(now.scene, scaleOf(now), link);
  if (way === undefined) return null;
  const [x, y] = way[Math.floor(way.length / 2)]!;
  const place = (value: number, most: number) => Math.max(8, Math.min(value, most));
  return (
    <LinkMenu control={control} link={link} x={place(x - left + 12, width - 300)} y={place(y - top + HEADER_HEIGHT + 12, height - 80)} />
  );
}

function todayOf(): number {
  const now = new Date();
  return minutesOf(now.getFullYear(), now.getMonth() + 1, now.getDate()) + now.getHours() * 60 + now.getMinutes();
}

/** Returns the time that can be scrolled to: all dates and today, with room for plans on either side. */
function useExtent(chart: Chart, today: number): Extent {
  const { start, end } = periodOf(chart);
  const first = monthStart(Math.min(start, today) - 60 * DAY);
  const last = monthStart(Math.max(end, today) + 200 * DAY);
  return useMemo(() => ({ start: first, end: last }), [first, last]);
}

function periodOf(chart: Chart): Extent {
  let [start, end] = [Infinity, -Infinity];
  for (let row = 0; row < chart.count; row += 1) {
    if (Number.isNaN(chart.start[row]!) || chart.shape[row] === SHAPE.rollup) continue;
    start = Math.min(start, chart.start[row]!);
    end = Math.max(end, chart.finish[row]!);
  }
  return start < end ? { start, end } : { start: Date.now() / 60_000, end: Date.now() / 60_000 + 90 * DAY };
}

type Sayings = Pick<Control, "announce" | "add"> & { said: string };

/** Says what happened, in words with dates as the user writes them, and adds steps to the draft under such words. */
function useSayings(): Sayings {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const draft = useDraft();
  const [said, say] = useState("");
  const words: Control["announce"] = (word, values) => say(sentence(word, values));
  const sentence = (word: string, { at, ...values }: Record<string, string | number>) =>
    t(word, { ...values, ...(at !== undefined && { date: format.day(at) }) });
  return {
    said,
    announce: words,
    add: (word, values, operations) => {
      const label = sentence(word, { ...values, ...(values["lane"] === "" && { lane: t("noLane") }) });
      draft.add({ label, operations });
      say(label);
    },
  };
}

/** Returns the picture for paper while the browser prints, "" otherwise. */
function usePrintPicture(make: () => string): string {
  const [picture, setPicture] = useState("");
  const latest = useRef(make);
  useEffect(() => {
    latest.current = make;
  });
  useEffect(() => {
    const before = () => setPicture(latest.current());
    const after = () => setPicture("");
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return picture;
}
