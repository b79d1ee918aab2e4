/** Load against capacity under the timeline, on the same scale: one team's initiatives or all teams, stacked. */
import { Select, useComputedColorScheme } from "@mantine/core";
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { paletteOf } from "~/app/palette";
import { useParam, useSelection } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { paintCanvas } from "../paint/canvas";
import { DAY } from "../time/days";
import { timeAt, xOf } from "../time/scale";
import type { Control } from "../view/control";
import { scaleOf } from "../view/control";
import { contextOf } from "../view/painter";
import { Periods, useSayer } from "./Periods";
import { STRIP_HEIGHT, paintStrip, pixelsOf } from "./paintStrip";
import { type Strip, largest, lengthAt, partAt, periodAt } from "./strip";
import { useStrip } from "./useStrip";
import classes from "./strip.module.css";

interface LoadStripProps {
  control: () => Control;
  origin: number;
  store: Control["store"];
  /** Width of the tree beside the drawing. */
  beside: number;
}

const LEAST_BESIDE = 148;

export default function LoadStrip({ control, origin, store, beside }: LoadStripProps) {
  const { t } = useTranslation("timeline");
  const [team, setTeam] = useParam("load", "all");
  const length = useStore(store, ({ perDay }) => lengthAt(perDay));
  const { strip, teams, error } = useStrip(team === "all" ? "" : team, length);
  const pick = (
    <Select
      size="xs"
      aria-label={t("strip.team")}
      data={[{ value: "all", label: t("strip.all") }, ...teams.map(({ code, name }) => ({ value: code, label: name }))]}
      value={teams.some(({ code }) => code === team) ? team : "all"}
      allowDeselect={false}
      searchable
      comboboxProps={{ width: 240, position: "top-start" }}
      onChange={(value) => value !== null && setTeam(value)}
    />
  );
  const narrow = beside < LEAST_BESIDE;
  return (
    <section className={classes["strip"]} aria-label={t("strip.title")} style={{ height: STRIP_HEIGHT }}>
      <div className={classes["side"]} data-over={narrow || undefined} style={narrow ? undefined : { width: beside }}>
        {pick}
        {!narrow && <span>{t(`strip.length.${length}`)}</span>}
      </div>
      {error !== null && <p role="alert">{error.message}</p>}
      {strip !== undefined && strip.labels.length > 0 && <Drawing {...{ strip, control, origin, store, team, setTeam }} />}
    </section>
  );
}

interface DrawingProps extends Omit<LoadStripProps, "beside"> {
  strip: Strip;
  team: string;
  setTeam: (team: string) => void;
}

function Drawing({ strip, control, origin, store, team, setTeam }: DrawingProps) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const sayer = useSayer(strip);
  const [, select] = useSelection();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState(-1);
  const [pointer, setPointer] = useState({ period: -1, x: 0 });
  const focused = useRef(false);
  const palette = paletteOf(useComputedColorScheme("light"));
  const active = pointer.period >= 0 ? pointer.period : at;
  const look = useMemo(
    () => ({ palette, active, percent: (value: number) => (Number.isFinite(value) ? format.percent(value) : "∞") }),
    [palette, active, format],
  );
  useEffect(() => {
    let frame = 0;
    const paint = () => {
      frame = 0;
      const { width, left, perDay } = store.getState();
      if (canvas.current === null || width === 0) return;
      const list = paintStrip(strip, look, { origin, perDay }, Math.round(left), width);
      paintCanvas(contextOf(canvas.current, width, STRIP_HEIGHT), list, 0, 0);
    };
    const request = () => {
      frame ||= requestAnimationFrame(paint);
    };
    request();
    const unsubscribe = store.subscribe(request);
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [store, strip, look, origin]);

  const go = (period: number) => {
    const next = Math.min(strip.labels.length - 1, Math.max(0, period));
    setAt(next);
    const [scale, { left, width }] = [scaleOf(control()), store.getState()];
    const [from, to] = [xOf(scale, strip.edges[next]!), xOf(scale, strip.edges[next + 1]!)];
    if (from < left || to > left + width) control().scrollTo(Math.max(0, (from + to - width) / 2), undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: strip.labels.length - 1 };
    if (event.key === "Enter") open(largest(strip, at)[0]?.code);
    else if (steps[event.key] === undefined) return;
    else go(steps[event.key]!);
    event.preventDefault();
  };
  const begin = () => {
    focused.current = true;
    if (at >= 0) return;
    const { left, width } = store.getState();
    const seen = timeAt(scaleOf(control()), left + width / 4);
    setAt(Math.max(0, periodAt(strip, seen)));
  };
  const open = (code: string | undefined) => {
    if (code === undefined || code === "") return;
    if (team === "all") setTeam(code);
    else select(code);
  };
  const under = (event: PointerEvent<HTMLCanvasElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return { x, period: periodAt(strip, timeAt(scaleOf(control()), x + store.getState().left)) };
  };
  return (
    <div className={classes["plot"]}>
      <canvas
        ref={canvas}
        aria-hidden
        onPointerMove={(event) => setPointer(under(event))}
        onPointerLeave={() => setPointer({ period: -1, x: 0 })}
        onClick={(event) => {
          const { period } = under(event as PointerEvent<HTMLCanvasElement>);
          const height = event.currentTarget.getBoundingClientRect().bottom - event.clientY;
          if (period >= 0) open(partAt(strip, period, height / (pixelsOf(strip, 1) || 1))?.code);
        }}
        onWheel={(event) => control().scrollTo(store.getState().left + (event.deltaX || (event.shiftKey ? event.deltaY : 0)), undefined)}
      />
      <Periods {...{ strip, at }} label={t("strip.periods")} say={sayer} onKeyDown={onKeyDown} onFocus={begin} onBlur={() => setAt(-1)} />
      {active >= 0 && <Tip strip={strip} period={active} x={pointer.period >= 0 ? pointer.x : middleOf(strip, active, control, store)} width={store.getState().width} title={sayer(active)} />}
    </div>
  );
}

function middleOf(strip: Strip, period: number, control: () => Control, store: Control["store"]): number {
  const middle = (strip.edges[period]! + strip.edges[period + 1]! - DAY) / 2;
  return xOf(scaleOf(control()), middle) - store.getState().left;
}

const SHOWN = 6;

function Tip({ strip, period, x, width, title }: { strip: Strip; period: number; x: number; width: number; title: string }) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const parts = largest(strip, period);
  return (
    <div className={classes["tip"]} style={x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }} aria-hidden>
      <b>{title}</b>
      {parts.slice(0, SHOWN).map(({ code, name, days }) => (
        <span key={code}>
          <span>{code === "" ? t("strip.others") : `${code} ${name}`}</span>
          <span>{format.number(days[period]!, 1)}</span>
        </span>
      ))}
      {parts.length > SHOWN && <span>{t("andMore", { count: parts.length - SHOWN })}</span>}
    </div>
  );
}
