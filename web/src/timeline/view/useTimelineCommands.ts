/** Keys of the timeline and its entries in the command palette. Escape gives up what is under way. */
import { useEffect } from "react";
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";
import { deleteLink } from "./commit";
import type { Control } from "./control";

export interface TimelineCommands {
  control: () => Control;
  fitAll: () => void;
  goToday: () => void;
  zoomBy: (factor: number) => void;
  selectedLink: number;
  /** Opens the dialog that locks a baseline; undefined: it cannot be done here. */
  lock: (() => void) | undefined;
  /** Opens or closes levelling; undefined: it cannot be done here. */
  level: (() => void) | undefined;
  toggleStrip: () => void;
}

const LISTED = [
  ["move", "alt+arrowright"],
  ["moveWeek", "alt+arrowdown"],
  ["resize", "alt+shift+arrowright"],
  ["link", "l"],
  ["open", "enter"],
  ["mark", "space"],
] as const;

export function useTimelineCommands({ control, fitAll, goToday, zoomBy, selectedLink, lock, level, toggleStrip }: TimelineCommands): void {
  const { t } = useTranslation("timeline");
  const group = t("title");
  useCommands([
    { id: "timeline.today", label: t("command.today"), keys: "t", group, run: goToday },
    { id: "timeline.fit", label: t("command.fit"), keys: "f", group, run: fitAll },
    { id: "timeline.zoomIn", label: t("command.zoomIn"), keys: "z", group, run: () => zoomBy(1.5) },
    { id: "timeline.zoomOut", label: t("command.zoomOut"), keys: "shift+z", group, run: () => zoomBy(1 / 1.5) },
    { id: "timeline.strip", label: t("strip.toggle"), keys: "shift+l", group, run: toggleStrip },
    ...(level === undefined ? [] : [{ id: "timeline.level", label: t("levelling.open"), group, run: level }]),
    ...(lock === undefined ? [] : [{ id: "timeline.lockBaseline", label: t("command.lockBaseline"), group, run: lock }]),
    ...LISTED.map(([id, keys]) => ({
      ...{ id: `timeline.${id}`, label: t(`command.${id}`), keys, group, run: () => undefined, listedOnly: true },
    })),
  ]);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const now = control();
      if (event.key === "Escape" && now.store.getState().gesture !== undefined) {
        now.store.setState({ gesture: undefined });
        now.announce("said.givenUp", {});
      } else if (event.key === "Escape" && selectedLink >= 0) now.selectLink(-1);
      else if ((event.key === "Delete" || event.key === "Backspace") && selectedLink >= 0 && now.editable) deleteLink(now, selectedLink);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", hear, true);
    return () => window.removeEventListener("keydown", hear, true);
  }, [control, selectedLink]);
}
