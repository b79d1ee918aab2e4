/** From the portfolio to nodes and edges: which neighbourhood, where its cards lie, what they say. */
import { MarkerType } from "@xyflow/react";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Portfolio } from "~/model/portfolio";
import { type Format, useFormat } from "~/parts/format";
import type { GraphNode } from "./GraphCard";
import type { GraphEdge } from "./GraphLink";
import { type Card, type Drawing, type PlacedCard, drawingOf, toneOf } from "./drawing";
import { type Reach, adjacencyOf, neighbourhoodOf } from "./neighbourhood";

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  omitted: number;
}

type Words = TFunction<"graph">;

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
  const nodes = useMemo(
    () => drawing.cards.map((placed) => nodeOf(portfolio, placed, selected, t, format)),
    [portfolio, drawing, selected, t, format],
  );
  const edges = useMemo(() => edgesOf(drawing), [drawing]);
  return { nodes, edges, omitted };
}

function nodeOf(portfolio: Portfolio, { id, card, x, y }: PlacedCard, selected: string, t: Words, format: Format): GraphNode {
  const shown = card.kind === "item" ? itemData(portfolio, card.row) : outsideData(card);
  const label = t("card", { code: shown.code, name: shown.name, finish: format.day(shown.finish) });
  const isSelected = card.kind === "item" && shown.code === selected;
  return {
    id,
    type: "card",
    position: { x, y },
    data: { ...shown, isRoot: card.kind === "item" && card.isRoot, isSelected, label },
    draggable: false,
    connectable: false,
    ariaLabel: label,
  };
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

function edgesOf({ links }: Drawing): GraphEdge[] {
  return links.map((link) => ({
    id: link.id,
    type: "link",
    source: link.from,
    target: link.to,
    data: { link },
    focusable: false,
    selectable: false,
    markerEnd: { type: MarkerType.ArrowClosed, color: `var(--graph-${link.tone})`, width: 14, height: 14 },
  }));
}
