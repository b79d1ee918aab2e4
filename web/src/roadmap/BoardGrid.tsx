/** The cards in rows of groups and columns of quarters. Only what is near the window is in the document. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useSelection } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import type { Board } from "./board";
import { useCarry } from "./carry";
import { CardFace } from "./CardBox";
import { GroupRow } from "./GroupRow";
import { Heading } from "./Heading";
import { type Layout, type Spot, layoutOf, seenRows, spotOf } from "./layout";
import type { SetSetting, Settings } from "./settings";
import { useBoardKeys } from "./useBoardKeys";
import { type Carrying, HEAD, useCarrying } from "./useCarrying";
import classes from "./roadmap.module.css";

interface GridProps {
  board: Board;
  settings: Settings;
  set: SetSetting;
  toggle: (group: string) => void;
  editable: boolean;
  settling: boolean;
  say: (text: string) => void;
}

const PAGE = 320;
/** Least width of a column. */
const NARROWEST = 172;

export function BoardGrid({ board, settings, set, toggle, editable, settling, say }: GridProps) {
  const { t } = useTranslation("roadmap");
  const layout = useMemo(() => layoutOf(board, settings.closed), [board, settings.closed]);
  const scroller = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState({ at: 0, height: 900 });
  const [focus, setFocus] = useState({ group: "", card: -1 });
  const wanted = useRef(false);
  const held = useRef(false);
  const [selected, select] = useSelection();
  const carrying = useCarrying(board, sheet, ghost, say);
  const carried = useCarry((store) => store.carry?.card);
  useWindow(scroller, setPage);
  useEscape(carrying, carried !== undefined);
  useHeadingHeight(sheet);

  const spot = spotOf(layout, focus.group, focus.card) ?? firstSpot(layout);
  useEffect(() => {
    const lost = held.current && document.activeElement === document.body; // its card is drawn anew elsewhere
    if (!wanted.current && !lost) return;
    wanted.current = false;
    const element = sheet.current?.querySelector<HTMLElement>('[data-card][tabindex="0"]');
    element?.focus({ preventScroll: true });
    if (!lost) element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  const go = useCallback((group: string, card: number) => {
    wanted.current = true;
    setFocus({ group, card });
  }, []);
  const onKeyDown = useBoardKeys({ board, layout, find, carrying, editable, go, select });
  return (
    <div
      className={classes["scroller"]}
      ref={scroller}
      role="region"
      aria-label={t("board")}
      tabIndex={-1}
      data-settling={settling || undefined}
      style={{ "--columns": board.columns.length, "--head": `${HEAD}px`, "--narrowest": `${NARROWEST}px` } as React.CSSProperties}
    >
      <div className={classes["sheet"]} ref={sheet}>
        <Heading board={board} all={settings.allTeams} showAll={(all) => set("teams", all ? "all" : "fullest")} />
        <div
          className={classes["rows"]}
          style={{ height: layout.height }}
          onKeyDown={onKeyDown}
          onFocus={({ target }) => {
            const found = find(target);
            held.current = found !== undefined;
            if (found !== undefined) setFocus({ card: found[0], group: found[1] });
          }}
          onBlur={({ relatedTarget }) => {
            if (relatedTarget !== null) held.current = false;
          }}
          onPointerDown={(event) => {
            const found = find(event.target);
            if (found !== undefined && editable) carrying.press(event, ...found);
          }}
          onClick={(event) => {
            const found = find(event.target);
            if (found === undefined || carrying.dropped()) return;
            select(board.cards[found[0]]!.code);
          }}
        >
          {seenRows(layout, page.at * PAGE - PAGE, page.at * PAGE + page.height + PAGE).map(({ row, first, last }) => (
            <GroupRow key={row.key} {...{ board, row, first, last, spot, selected }} {...{ layout, toggle, carried }} />
          ))}
          <Target columns={board.columns.length} height={layout.height} />
        </div>
      </div>
      <Ghost board={board} ghost={ghost} />
      <span className={classes["unseen"]} id="roadmap-keys">
        {t("keys.hint")}
      </span>
    </div>
  );
}

/** Returns the card at an element of the page, and the group that it stands in there. */
function find(target: EventTarget): [number, string] | undefined {
  const place = (target as HTMLElement).closest<HTMLElement>("[data-card]")?.dataset["card"];
  if (place === undefined) return undefined;
  const end = place.indexOf(" ");
  return [Number(place.slice(0, end)), place.slice(end + 1)];
}

/** The column that a card is carried over. */
function Target({ columns, height }: { columns: number; height: number }) {
  const to = useCarry((store) => store.carry?.to);
  if (to === undefined) return null;
  const width = `calc((100% - ${HEAD}px) / ${columns})`;
  return <div className={classes["target"]} style={{ height, width, left: `calc(${HEAD}px + ${to} * ${width})` }} />;
}

/** The card at the pointer. */
function Ghost({ board, ghost }: { board: Board; ghost: React.RefObject<HTMLDivElement | null> }) {
  const shown = useCarry((store) => (store.carry?.by === "pointer" ? store.carry.card : -1));
  const card = board.cards[shown];
  return (
    <div className={classes["ghost"]} ref={ghost} data-shown={card !== undefined || undefined} aria-hidden>
      {card !== undefined && (
        <div className={classes["card"]} data-tier={card.commitment ?? "NONE"}>
          <CardFace board={board} card={card} />
        </div>
      )}
    </div>
  );
}

function firstSpot({ rows }: Layout): Spot | undefined {
  for (const [group, { closed, stacks }] of rows.entries()) {
    const column = closed ? -1 : stacks.findIndex((stack) => stack.length > 0);
    if (column >= 0) return { group, column, at: 0 };
  }
  return undefined;
}

/** Follows how far the board is scrolled, in pages. */
function useWindow(scroller: React.RefObject<HTMLDivElement | null>, set: (page: { at: number; height: number }) => void): void {
  useLayoutEffect(() => {
    const element = scroller.current!;
    let [at, height] = [-1, -1];
    const measure = () => {
      const now = Math.floor(element.scrollTop / PAGE);
      if (now === at && height === element.clientHeight) return;
      [at, height] = [now, element.clientHeight];
      set({ at, height });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller, set]);
}

/** Names of groups stay under the head of the board, however many teams it shows. */
function useHeadingHeight(sheet: React.RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const heading = sheet.current!.firstElementChild as HTMLElement;
    const observer = new ResizeObserver(() => sheet.current?.style.setProperty("--heading", `${heading.offsetHeight}px`));
    observer.observe(heading);
    return () => observer.disconnect();
  }, [sheet]);
}

function useEscape({ giveUp }: Carrying, carrying: boolean): void {
  useEffect(() => {
    if (!carrying) return;
    const hear = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    };
    window.addEventListener("keydown", hear, true);
    return () => window.removeEventListener("keydown", hear, true);
  });
}
