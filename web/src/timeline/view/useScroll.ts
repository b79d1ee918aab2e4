/** Scrolling and zooming: the browser's own scrolling moves the drawing; the address remembers place and zoom. */
import { useEffect, useMemo, useRef, type RefObject } from "react";
import { useParam } from "~/app/view";
import { DAY, isoDay, parseIso } from "../time/days";
import { clampZoom, fit, widthOf, xOf, zoomAround, type Extent } from "../time/scale";
import type { BoardStore } from "./board";

export interface Scroll {
  scrollTo: (left: number | undefined, top: number | undefined) => void;
  zoom: (perDay: number, aroundX: number) => void;
  fitTo: (period: Extent) => void;
  goToDay: (minutes: number) => void;
}

const REST = 350;

/** Returns the zoom of the address, else a year in a window of 1,100 pixels. */
export function zoomOfAddress(search: string): number {
  const asked = Number(new URLSearchParams(search).get("zoom"));
  return asked > 0 ? clampZoom(asked) : 3;
}

export function useScroll(
  store: BoardStore,
  scroller: RefObject<HTMLDivElement | null>,
  sizer: RefObject<HTMLDivElement | null>,
  extent: Extent,
  height: number,
  home: number,
): Scroll {
  const moves = useMemo(() => movesOf(store, scroller, sizer, extent), [store, scroller, sizer, extent]);
  useFirstPlace(store, scroller, sizer, extent, height, home, moves.stretch, moves.scrollTo);
  useAddress(store, extent);
  return moves;
}

type Moves = Scroll & { stretch: (perDay: number) => void };

function movesOf(
  store: BoardStore,
  scroller: RefObject<HTMLDivElement | null>,
  sizer: RefObject<HTMLDivElement | null>,
  extent: Extent,
): Moves {
  const scrollTo: Scroll["scrollTo"] = (left, top) => {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTo({ left: left ?? element.scrollLeft, top: top ?? element.scrollTop });
    store.setState({ left: element.scrollLeft, top: element.scrollTop });
  };
  const stretch: Moves["stretch"] = (perDay) => {
    const { width } = store.getState();
    sizer.current?.style.setProperty("width", `${Math.max(width, widthOf(extent, perDay))}px`);
    store.setState({ perDay });
  };
  const zoom: Scroll["zoom"] = (wanted, x) => {
    const perDay = clampZoom(wanted);
    const { left, perDay: before } = store.getState();
    stretch(perDay);
    scrollTo(zoomAround(left, x, before, perDay), undefined);
  };
  const fitTo: Scroll["fitTo"] = (period) => {
    const { perDay, left } = fit(extent, period, store.getState().width);
    stretch(perDay);
    scrollTo(left, undefined);
  };
  const goToDay: Scroll["goToDay"] = (minutes) => {
    const { perDay, width } = store.getState();
    scrollTo(xOf({ origin: extent.start, perDay }, minutes) - width / 4, undefined);
  };
  return { scrollTo, stretch, zoom, fitTo, goToDay };
}

/** Keeps the scrolled element as large as the drawing; at first goes to the day of the address or to `home`. */
function useFirstPlace(
  store: BoardStore,
  scroller: RefObject<HTMLDivElement | null>,
  sizer: RefObject<HTMLDivElement | null>,
  extent: Extent,
  height: number,
  home: number,
  stretch: (perDay: number) => void,
  scrollTo: Scroll["scrollTo"],
): void {
  const origin = useRef<number | undefined>(undefined);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || sizer.current === null) return;
    const { perDay, left } = store.getState();
    sizer.current.style.setProperty("height", `${height}px`);
    stretch(perDay);
    if (origin.current === undefined) {
      const from = parseIso(new URLSearchParams(window.location.search).get("from") ?? "");
      scrollTo(xOf({ origin: extent.start, perDay }, Number.isNaN(from) ? home : from), 0);
    } else if (origin.current !== extent.start) {
      scrollTo(left + ((origin.current - extent.start) / DAY) * perDay, undefined);
    } else scrollTo(undefined, undefined);
    origin.current = extent.start;
  }, [store, scroller, sizer, extent, height, home, stretch, scrollTo]);
}

/** Writes place and zoom into the address once they rest. */
function useAddress(store: BoardStore, extent: Extent): void {
  const [, setFrom] = useParam("from");
  const [, setZoom] = useParam("zoom");
  useEffect(() => {
    let timer = 0;
    let { left, perDay } = store.getState();
    const unsubscribe = store.subscribe((board) => {
      if (board.left === left && board.perDay === perDay) return;
      ({ left, perDay } = board);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        setFrom(isoDay(extent.start + (left / perDay) * DAY));
        setZoom(String(Math.round(perDay * 100) / 100));
      }, REST);
    });
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
    };
  }, [store, extent, setFrom, setZoom]);
}
