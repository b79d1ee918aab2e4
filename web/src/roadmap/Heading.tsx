/** The head of the board: quarters with their counts, and the load of teams in each, live while a card is carried. */
import { UnstyledButton } from "@mantine/core";
import { memo, useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { type Format, useFormat } from "~/parts/format";
import { type Board, COMMITMENTS, type Column, carriedInto } from "./board";
import { type Line, cellsOf, linesOf, loadsOf, moved, percentOf, shownLines } from "./load";
import { placeIn } from "./moves";
import { useCarry } from "./carry";
import classes from "./roadmap.module.css";

const FEW = 5;
/** The bar has room for so many per cent. */
const WIDEST = 125;

export function useColumnName(): (column: Column) => string {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  return ({ kind, label }) => (kind === "aside" ? t("aside") : kind === "later" ? t("laterColumn") : format.quarter(label));
}

export function Heading({ board, all, showAll }: { board: Board; all: boolean; showAll: (all: boolean) => void }) {
  const { t } = useTranslation("roadmap");
  const nameOf = useColumnName();
  const carry = useCarry((store) => store.carry);
  const loads = useMemo(() => loadsOf(board), [board]);
  const lines = useMemo(() => linesOf(board, loads), [board, loads]);
  const target = carry === undefined ? undefined : board.columns[carry.to];
  const after = useMemo(() => {
    if (carry === undefined || target === undefined) return undefined;
    return linesOf(board, moved(board, loads, carry.card, placeIn(board, carry.card, target)));
  }, [board, loads, carry, target]);
  const row = carry === undefined ? -1 : board.cards[carry.card]!.row;
  const asked = useMemo(() => (row < 0 ? NONE : cellsOf(board, loads, row)), [board, loads, row]);
  const shown = useMemo(() => shownLines(lines, all ? lines.length : FEW, asked), [lines, all, asked]);
  const teams = new Set(lines.map(({ code }) => code)).size;
  return (
    <div className={classes["heading"]} role="table" aria-label={t("load")}>
      <div className={classes["line"]} role="row">
        <div className={classes["corner"]} role="columnheader">
          {teams > FEW && (
            <UnstyledButton className={classes["teams"] ?? ""} onClick={() => showAll(!all)} aria-expanded={all}>
              {all ? t("fewTeams") : t("allTeams", { count: teams })}
            </UnstyledButton>
          )}
        </div>
        {board.columns.map((column, at) => (
          <div key={column.key} className={classes["quarter"]} role="columnheader" data-target={carry?.to === at || undefined}>
            <span className={classes["quarterName"]}>{nameOf(column)}</span>
            <Counts board={board} column={column} at={at} />
          </div>
        ))}
      </div>
      <div className={classes["lines"]} role="rowgroup" data-all={all || undefined} tabIndex={all ? 0 : undefined}>
        {shown.map((line) => (
          <div key={line.cell} className={classes["line"]} role="row" data-asked={asked.has(line.cell) || undefined}>
            <div className={classes["lineName"]} role="rowheader" title={line.skill === "" ? line.team : `${line.team} · ${line.skill}`}>
              {line.skill === "" ? line.team : line.skill}
            </div>
            {board.columns.map((column, at) => (
              <LoadBar key={column.key} column={column} at={at} line={line} after={after?.[line.cell]?.demand[at] ?? line.demand[at]!} name={nameOf(column)} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

const NONE: ReadonlySet<number> = new Set();

const Counts = memo(function Counts({ board, column, at }: { board: Board; column: Column; at: number }) {
  const { t } = useTranslation("roadmap");
  const cards = board.cards.filter((_, card) => board.column[card] === at);
  const carried = column.kind === "quarters" ? carriedInto(board, column) : 0;
  const tiers = COMMITMENTS.map((tier) => [tier, cards.filter(({ commitment }) => commitment === tier).length] as const);
  return (
    <span className={classes["counts"]}>
      <span>{t("cards", { count: cards.length })}</span>
      {tiers.map(([tier, count]) =>
        count === 0 ? null : (
          <span key={tier} title={t("ofTier", { count, tier: t(`tier.${tier}`) })}>
            <span className={classes["sample"]} data-tier={tier} aria-hidden />
            {count}
            <span className={classes["unseen"]}> {t(`tier.${tier}`)}</span>
          </span>
        ),
      )}
      {carried > 0 && (
        <span title={t("carriedHint")}>
          ↪ {carried}
          <span className={classes["unseen"]}> {t("carriedHint")}</span>
        </span>
      )}
    </span>
  );
});

interface LoadBarProps {
  column: Column;
  at: number;
  line: Line;
  /** Person-days that are asked with the card that is carried. */
  after: number;
  name: string;
}

const LoadBar = memo(function LoadBar({ column, at, line, after, name }: LoadBarProps) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  if (column.kind !== "quarters") return <div className={classes["bar"]} role="cell" />;
  const supply = line.supply[at]!;
  const before = percentOf(supply, line.demand[at]!);
  const now = percentOf(supply, after);
  const changes = Math.round(before) !== Math.round(now);
  const over = now > 100.5;
  const said = t(over ? "barOver" : "bar", {
    ...{ team: line.team, quarter: name, percent: percent(now, format, t("nobody")) },
    ...{ demand: format.number(after, 0), supply: format.number(supply, 0) },
  });
  return (
    <div className={classes["bar"]} role="cell" data-over={over || undefined} data-changes={changes || undefined} title={said}>
      <span className={classes["track"]} aria-hidden>
        <span className={classes["fill"]} style={{ width: `${widthOf(Math.min(now, 100))}%` }} />
        {over && <span className={classes["excess"]} style={{ left: `${widthOf(100)}%`, width: `${widthOf(Math.min(now, WIDEST)) - widthOf(100)}%` }} />}
        {changes && <span className={classes["was"]} style={{ left: `${widthOf(Math.min(before, WIDEST))}%` }} />}
      </span>
      <span className={classes["figure"]} aria-hidden>
        {over && "▲ "}
        {changes && `${Number.isFinite(before) ? format.number(before, 0) : "∞"} → `}
        {percent(now, format, "∞")}
      </span>
      <span className={classes["unseen"]}>{said}</span>
    </div>
  );
});

function widthOf(value: number): number {
  return (value / WIDEST) * 100;
}

export function percent(value: number, format: Format, nobody: string): string {
  return Number.isFinite(value) ? format.percent(value) : nobody;
}
