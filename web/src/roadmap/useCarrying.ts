/** Moving cards: by pointer, or picked up with Space and carried with the arrows. One drop is one step of the draft. */
import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { useDraft } from "~/editing/draft";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Board } from "./board";
import { useCarry } from "./carry";
import { percent } from "./Heading";
import { cellsOf, linesOf, loadsOf, moved, percentOf } from "./load";
import { canMove, labelAt, placeIn, replanned } from "./moves";

export const HEAD = 172;
const FAR = 4;
const EDGE = 48;

export interface Carrying {
  /** Begins to carry a card with the pointer, once it has moved. */
  press: (event: PointerEvent, card: number, group: string) => void;
  /** Picks a card up with the keyboard. */
  pick: (card: number, group: string) => void;
  /** Carries it a column further. */
  step: (by: number) => void;
  drop: () => void;
  giveUp: () => void;
  /** Plans a card so many columns further at once. */
  nudge: (card: number, by: number) => void;
  /** Whether the pointer has just let go of a card, so that the click is none. */
  dropped: () => boolean;
}

export function useCarrying(board: Board, sheet: RefObject<HTMLElement | null>, ghost: RefObject<HTMLElement | null>, say: (text: string) => void): Carrying {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const draft = useDraft();
  const { set } = useCarry.getState();
  const latest = useRef(board);
  const justDropped = useRef(false);
  const ending = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    latest.current = board;
  });
  useEffect(() => () => {
    ending.current?.();
    set(undefined);
  }, [set]);

  const nameOf = (column: number) => {
    const { kind, label } = latest.current.columns[column]!;
    return kind === "aside" ? t("aside") : kind === "later" ? t("laterColumn") : format.quarter(label);
  };
  /** What the teams that a card asks would be asked for in a column. */
  const told = (card: number, column: number): string => {
    const now = latest.current;
    const { kind } = now.columns[column]!;
    if (kind !== "quarters") return "";
    const loads = loadsOf(now);
    const cells = cellsOf(now, loads, now.cards[card]!.row);
    const after = linesOf(now, moved(now, loads, card, placeIn(now, card, now.columns[column]!)));
    return after
      .filter(({ cell, skill }) => skill === "" && cells.has(cell))
      .map(({ team, supply, demand }) => `${team} ${percent(percentOf(supply[column]!, demand[column]!), format, t("nobody"))}`)
      .join(", ");
  };
  const put = (card: number, column: number) => {
    const now = latest.current;
    const item = now.cards[card]!;
    const to = now.columns[column];
    if (to === undefined || column === now.column[card]) return;
    const quarter = labelAt(now, placeIn(now, card, to));
    const label = quarter === "" ? t("step.aside", { code: item.code }) : t("step.moved", { code: item.code, quarter: format.quarter(quarter) });
    draft.add({ label, operations: replanned(item, quarter) });
    say(`${label}. ${told(card, column)}`);
  };
  const fixed = (card: number) => {
    const item = latest.current.cards[card]!;
    if (canMove(item)) return false;
    say(t("stays", { code: item.code }));
    return true;
  };
  const giveUp = () => {
    ending.current?.();
    if (useCarry.getState().carry === undefined) return;
    set(undefined);
    say(t("givenUp"));
  };
  const drop = () => {
    const { carry } = useCarry.getState();
    set(undefined);
    if (carry !== undefined) put(carry.card, carry.to);
  };
  const clamp = (column: number) => Math.min(latest.current.columns.length - 1, Math.max(0, column));

  const press: Carrying["press"] = (event, card, group) => {
    if (event.button !== 0 || !canMove(latest.current.cards[card]!)) return;
    const from = { x: event.clientX, y: event.clientY };
    const grip = (event.target as HTMLElement).closest("[data-card]")!.getBoundingClientRect();
    const at = { x: from.x, y: from.y };
    let frame = 0;
    const follow = () => {
      frame = 0;
      const scroller = sheet.current?.parentElement;
      if (useCarry.getState().carry === undefined || scroller == null) return;
      if (scrollAtEdge(scroller, at)) frame = requestAnimationFrame(follow);
      const to = columnAt(sheet.current!, at.x, latest.current.columns.length);
      if (useCarry.getState().carry?.to !== to) set({ card, group, to, by: "pointer" });
      ghost.current?.style.setProperty("transform", `translate(${at.x - from.x + grip.x}px, ${at.y - from.y + grip.y}px)`);
    };
    const move = (next: globalThis.PointerEvent) => {
      Object.assign(at, { x: next.clientX, y: next.clientY });
      if (useCarry.getState().carry === undefined) {
        if (Math.hypot(at.x - from.x, at.y - from.y) < FAR) return;
        set({ card, group, to: latest.current.column[card]!, by: "pointer" });
        ghost.current?.style.setProperty("width", `${grip.width}px`);
      }
      frame ||= requestAnimationFrame(follow);
    };
    const end = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", giveUp);
      ending.current = undefined;
    };
    const up = () => {
      end();
      if (useCarry.getState().carry === undefined) return;
      justDropped.current = true;
      setTimeout(() => (justDropped.current = false));
      drop();
    };
    ending.current = end;
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", giveUp);
  };
  return {
    ...{ press, drop, giveUp },
    pick: (card, group) => {
      if (fixed(card)) return;
      const to = latest.current.column[card]!;
      set({ card, group, to, by: "keyboard" });
      say(t("picked", { code: latest.current.cards[card]!.code, quarter: nameOf(to) }));
    },
    step: (by) => {
      const { carry } = useCarry.getState();
      if (carry === undefined) return;
      const to = clamp(carry.to + by);
      set({ ...carry, to });
      say(`${nameOf(to)}. ${told(carry.card, to)}`);
    },
    nudge: (card, by) => {
      if (!fixed(card)) put(card, clamp(latest.current.column[card]! + by));
    },
    dropped: () => justDropped.current,
  };
}

/** Returns the column at a pixel of the screen. */
function columnAt(sheet: HTMLElement, x: number, count: number): number {
  const { left, width } = sheet.getBoundingClientRect();
  const column = Math.floor(((x - left - HEAD) / (width - HEAD)) * count);
  return Math.min(count - 1, Math.max(0, column));
}

/** Scrolls while the pointer is near an edge; whether it did. */
function scrollAtEdge(scroller: HTMLElement, { x, y }: { x: number; y: number }): boolean {
  const box = scroller.getBoundingClientRect();
  const pull = (low: number, high: number, at: number) => (at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0);
  const [dx, dy] = [pull(box.left + HEAD - EDGE, box.right, x), y < box.top ? 0 : pull(box.top - EDGE, box.bottom, y)];
  const before = [scroller.scrollLeft, scroller.scrollTop];
  if (dx !== 0 || dy !== 0) scroller.scrollBy(dx, dy);
  return before[0] !== scroller.scrollLeft || before[1] !== scroller.scrollTop;
}
