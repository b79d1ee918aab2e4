/** From the portfolio to cards and links: which neighbourhood, where its cards lie, what they say. */
import type { Translate } from "~/locales/translation";
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import type { Portfolio } from "~/model/portfolio";
import { type Format, useFormat } from "~/parts/format";
import type { CardData } from "./GraphCard";
import type { LaidLink } from "./GraphLinks";
import { CARD, type Card, type Drawing, type PlacedCard, drawingOf, toneOf } from "./drawing";
import { type Reach, adjacencyOf, neighbourhoodOf } from "./neighbourhood";
import { type Box, curve } from "./pose";

export interface Graph {
  /** From left to right and from the top down, as they are read and reached by the keyboard. */
  cards: CardData[];
  links: LaidLink[];
  omitted: number;
}

type Words = Translate;

/** Returns the graph around a row; `selected` is the code of the item in the side panel. */
export function useGraph(portfolio: Portfolio, root: number, reach: Reach, selected: string): Graph {
  const { t } = useTranslation("graph");
  const format = useFormat();
  const { before, after, drivingOnly } = reach;
  const adjacency = useMemo(() => adjacencyOf(portfolio.links, portfolio.count), [portfolio]);
  const { drawing, omitted } = useMemo(() => {
    const near = neighbourhoodOf(portfolio.links, adjacency, root, { before, after, drivingOnly });
    return { drawing: drawingOf(portfolio, near), omitted: near.omitted };
  }, [portfolio, adjacency, root, before, after, drivingOnly]);
  const cards = useMemo(
    () =>
      drawing.cards
        .map((placed) => cardOf(portfolio, placed, selected, t, format))
        .sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y),
    [portfolio, drawing, selected, t, format],
  );
  const links = useMemo(() => laid(drawing), [drawing]);
  return useMemo(() => ({ cards, links, omitted }), [cards, links, omitted]);
}

function cardOf(portfolio: Portfolio, placed: PlacedCard, selected: string, t: Words, format: Format): CardData {
  const { id, card } = placed;
  const shown = card.kind === "item" ? itemData(portfolio, card.row) : outsideData(card);
  return {
    ...shown,
    id,
    box: boxOf(placed),
    isRoot: card.kind === "item" && card.isRoot,
    isSelected: card.kind === "item" && shown.code === selected,
    label: t("card", { code: shown.code, name: shown.name, finish: format.day(shown.finish) }),
  };
}

function boxOf({ x, y }: PlacedCard): Box {
  return { x, y, width: CARD.width, height: CARD.height };
}

function itemData(portfolio: Portfolio, row: number) {
  const { level } = portfolio.lanes;
  const name = level.names[(level.index as Int32Array)[row]!];
  return {
    kind: name === "LAUNCH" ? ("launch" as const) : name === "MILESTONE" ? ("milestone" as const) : ("item" as const),
    tone: toneOf(portfolio, row),
    code: portfolio.codes[row]!,
    name: portfolio.names[row]!,
    start: portfolio.start[row]!,
    finish: portfolio.finish[row]!,
    float: portfolio.totalFloatDays[row]!,
    promise: "NONE",
  };
}

function outsideData(card: Extract<Card, { kind: "outside" }>) {
  const { party, promise, promisedFor, neededBy } = card;
  return {
    kind: "outside" as const,
    tone: "plain" as const,
    code: "",
    name: party,
    start: null,
    finish: promisedFor ?? neededBy,
    float: null,
    promise,
  };
}

function laid({ cards, links }: Drawing): LaidLink[] {
  const boxes = new Map(cards.map((placed) => [placed.id, boxOf(placed)]));
  return links.map((link) => ({ link, ...curve(boxes.get(link.from)!, boxes.get(link.to)!) }));
}
