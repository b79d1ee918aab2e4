/** What the graph view draws: cards for items and outside parties, and links with their promises. */
import type { Coded, LinkType, Portfolio, TimelineFrame } from "~/model/columns";
import { type Edge, layered } from "./layers";
import type { Neighbourhood } from "./neighbourhood";

/** Size of a card and the room around it, in pixels. */
export const CARD = { width: 208, height: 84, columnGap: 64, rowGap: 18 } as const;

export type Tone = "violated" | "critical" | "nearCritical" | "plain";

/** An item of the plan, or a delivery from outside. */
export type Card =
  | { kind: "item"; row: number; isRoot: boolean }
  | { kind: "outside"; party: string; promise: string; promisedFor: string | null; neededBy: string | null };

export interface PlacedCard {
  id: string;
  card: Card;
  x: number;
  y: number;
}

export interface DrawnLink {
  id: string;
  from: string;
  to: string;
  type: LinkType;
  lag: string;
  tone: Tone;
  driving: boolean;
  /** Whether it joins two lines of business. */
  crosses: boolean;
  /** State of the promise between them; NONE where nothing was asked. */
  promise: string;
}

export interface Drawing {
  cards: PlacedCard[];
  links: DrawnLink[];
}

/** Columns of the timeline frame that only this view reads. */
type Promises = TimelineFrame & {
  links: { promise: Coded };
  external: {
    ids: string[];
    to: number[];
    party: Coded;
    promise: Coded;
    neededBy: (string | null)[];
    promisedFor: (string | null)[];
    driving: boolean[];
  };
};

/** Returns the drawing of a neighbourhood; its first row is the item in the middle. */
export function drawingOf(portfolio: Portfolio, { rows, links }: Neighbourhood): Drawing {
  const frame = portfolio.frame as Promises;
  const outside = outsideOf(frame, rows);
  const position = new Map(rows.map((row, place) => [row, place]));
  const edges: Edge[] = [
    ...links.map((link) => ({
      from: position.get(portfolio.links.from[link]!)!,
      to: position.get(portfolio.links.to[link]!)!,
    })),
    ...outside.map((at, place) => ({ from: rows.length + place, to: position.get(frame.external.to[at]!)! })),
  ];
  const cards: Card[] = [
    ...rows.map((row, place): Card => ({ kind: "item", row, isRoot: place === 0 })),
    ...outside.map((at) => outsideCard(frame, at)),
  ];
  const idOf = (card: Card, place: number) =>
    card.kind === "item" ? portfolio.ids[card.row]! : frame.external.ids[outside[place - rows.length]!]!;
  const places = layered(cards.length, edges);
  return {
    cards: cards.map((card, place) => ({
      id: idOf(card, place),
      card,
      x: places[place]!.layer * (CARD.width + CARD.columnGap),
      y: places[place]!.y * (CARD.height + CARD.rowGap),
    })),
    links: [
      ...links.map((link) => drawnLink(portfolio, frame, link)),
      ...outside.map((at) => outsideLink(portfolio, frame, at)),
    ],
  };
}

/** Returns how urgent an item is: its own dates, not its links. */
export function toneOf(portfolio: Portfolio, row: number): Tone {
  if (portfolio.critical[row] === 1) return "critical";
  return portfolio.nearCritical[row] === 1 ? "nearCritical" : "plain";
}

function outsideOf({ external }: Promises, rows: readonly number[]): number[] {
  const shown = new Set(rows);
  return external.to.flatMap((row, at) => (shown.has(row) ? [at] : []));
}

function outsideCard({ external }: Promises, at: number): Card {
  return {
    kind: "outside",
    party: said(external.party, at),
    promise: said(external.promise, at),
    promisedFor: external.promisedFor[at] ?? null,
    neededBy: external.neededBy[at] ?? null,
  };
}

function drawnLink(portfolio: Portfolio, frame: Promises, link: number): DrawnLink {
  const { links } = portfolio;
  const from = links.from[link]!;
  const to = links.to[link]!;
  const driving = links.driving[link] === 1;
  const critical = driving && portfolio.critical[from] === 1 && portfolio.critical[to] === 1;
  return {
    id: links.ids[link]!,
    from: portfolio.ids[from]!,
    to: portfolio.ids[to]!,
    type: links.type[link]!,
    lag: links.lag[link]!,
    tone: links.violated[link] === 1 ? "violated" : critical ? "critical" : "plain",
    driving,
    crosses: business(portfolio, from) !== business(portfolio, to),
    promise: link < frame.links.promise.index.length ? said(frame.links.promise, link) : "NONE",
  };
}

function outsideLink(portfolio: Portfolio, { external }: Promises, at: number): DrawnLink {
  const row = external.to[at]!;
  const driving = external.driving[at] === true;
  return {
    id: `${external.ids[at]!}>`,
    from: external.ids[at]!,
    to: portfolio.ids[row]!,
    type: "FS",
    lag: "",
    tone: driving && portfolio.critical[row] === 1 ? "critical" : "plain",
    driving,
    crosses: true,
    promise: said(external.promise, at),
  };
}

function business({ lanes }: Portfolio, row: number): number {
  return (lanes.lineOfBusiness.index as Int32Array)[row]!;
}

function said({ names, index }: Coded, at: number): string {
  return names[(index as number[])[at] ?? -1] ?? "";
}
