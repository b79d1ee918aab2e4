/** The scene of the settings: rows shown, lanes, colours, the chain of the selection. */
import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { paletteOf } from "~/app/palette";
import type { Chart, Dates } from "../chart";
import { chainOf } from "../lanes/network";
import { SIZES, layoutOf } from "../lanes/layout";
import { labelRoom } from "../paint/bars";
import { fontOf } from "../paint/canvas";
import { coloursOf } from "../paint/colours";
import { letteringOf, type Lettering } from "../paint/lettering";
import { shownLinks } from "../paint/links";
import { tailOf } from "../paint/points";
import type { Proposed, Scene } from "../paint/scene";
import { zoomOfStep } from "../time/scale";
import { shownBy } from "./filtering";
import type { Settings } from "./settings";
import { useLabels } from "./useLabels";

export interface SceneInput {
  chart: Chart;
  saved: Dates | undefined;
  proposed: Proposed | undefined;
  settings: Settings;
  selected: ReadonlySet<number>;
  selectedLink: number;
  /** Half octave of the zoom. */
  step: number;
  today: number;
}

export function useScene(input: SceneInput): { scene: Scene; shown: readonly number[] } {
  const { chart, saved, proposed, settings, selected, selectedLink, step, today } = input;
  const palette = paletteOf(useComputedColorScheme("light"));
  const labels = useLabels(chart.fiscalStartMonth);
  const { group, density, packed, closed, text, status, criticalOnly, level, colour, links, baseline } = settings;
  const lettering = useLettering(SIZES[density].text);
  const layout = useMemo(() => {
    const shown = shownBy(chart, chart, { text, status, criticalOnly, level });
    const perDay = zoomOfStep(step);
    const room = labelRoom({ chart, lettering }, perDay, SIZES[density].text);
    const scale = { origin: 0, perDay };
    const reach = (row: number, right: number) => tailOf(chart, scale, row, right, SIZES[density].bar / 2);
    return layoutOf(chart, chart, { grouping: group, density, packed, closed, shown, perDay, labelRoom: room, reach });
  }, [chart, group, density, packed, closed, text, status, criticalOnly, level, step, lettering]);
  const colours = useMemo(() => coloursOf(chart, chart, colour, palette), [chart, colour, palette]);
  const chain = useMemo(
    () => (selected.size === 0 ? undefined : chainOf(chart.network, chart.links, chart.links.driving, selected)),
    [chart, selected],
  );
  return useMemo(() => {
    const base = { chart, dates: chart, saved, proposed, layout, colours, palette, lettering, labels, links };
    const scene: Scene = { ...base, selected, chain, selectedLink, baseline, today, byMarket: group === "market" };
    return { scene, shown: shownLinks(scene) };
  }, [chart, saved, proposed, layout, colours, palette, lettering, labels, links, selected, chain, selectedLink, baseline, today, group]);
}

/** Letters are measured once for each size. */
const known = new Map<number, Lettering>();

function useLettering(size: number): Lettering {
  let lettering = known.get(size);
  if (lettering === undefined) {
    const context = document.createElement("canvas").getContext("2d")!;
    context.font = fontOf(size === 0 ? 11 : size, 400);
    known.set(size, (lettering = letteringOf((letter) => context.measureText(letter).width)));
  }
  return lettering;
}
