/** Keys of a card: arrows go, Alt and arrows move it, Space picks it up and drops it, 1 to 3 say how firm it is. */
import type { KeyboardEvent } from "react";
import { useDraft } from "~/editing/draft";
import { useTranslation } from "~/locales/translation";
import { type Board, COMMITMENTS } from "./board";
import { useCarry } from "./carry";
import { type Layout, type Spot, neighbour, spotOf } from "./layout";
import { committed } from "./moves";
import type { Carrying } from "./useCarrying";

const SIDEWAYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

interface KeysInput {
  board: Board;
  layout: Layout;
  find: (target: EventTarget) => [number, string] | undefined;
  carrying: Carrying;
  editable: boolean;
  go: (group: string, card: number) => void;
  select: (code: string) => void;
}

export function useBoardKeys({ board, layout, find, carrying, editable, go, select }: KeysInput) {
  const { t } = useTranslation("roadmap");
  const draft = useDraft();
  const tierBy = (key: string, card: number): boolean => {
    const at = ["1", "2", "3", "0"].indexOf(key);
    if (at < 0 || !editable) return false;
    const item = board.cards[card]!;
    const tier = COMMITMENTS[at];
    const label = t("step.tier", { code: item.code, tier: t(`tier.${tier ?? "NONE"}`) });
    if (tier !== item.commitment) draft.add({ label, operations: committed([item], tier) });
    return true;
  };
  const carryBy = (key: string, sideways: number, card: number, group: string): boolean => {
    const { carry } = useCarry.getState();
    if (key === " " && carry === undefined) {
      carrying.pick(card, group);
      go(group, card);
    } else if (carry !== undefined && (key === " " || key === "Enter")) {
      carrying.drop();
      go(group, card);
    } else if (carry !== undefined && sideways !== 0) carrying.step(sideways);
    else return false;
    return true;
  };
  const moveBy = (event: KeyboardEvent, at: Spot, card: number, sideways: number): boolean => {
    const { key: group } = layout.rows[at.group]!;
    if (event.altKey && sideways !== 0 && editable) {
      carrying.nudge(card, sideways);
      go(group, card);
    } else if (event.key === "Enter") select(board.cards[card]!.code);
    else if (event.key.startsWith("Arrow") && useCarry.getState().carry === undefined) {
      const next = neighbour(layout, at, event.key);
      const row = layout.rows[next.group]!;
      go(row.key, row.stacks[next.column]![next.at]!);
    } else return false;
    return true;
  };
  return (event: KeyboardEvent) => {
    const [card, group] = find(event.target) ?? [-1, ""];
    const spot = spotOf(layout, group, card);
    if (spot === undefined || event.ctrlKey || event.metaKey) return;
    const sideways = SIDEWAYS[event.key] ?? 0;
    const done = (editable && carryBy(event.key, sideways, card, group)) || moveBy(event, spot, card, sideways) || tierBy(event.key, card);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
