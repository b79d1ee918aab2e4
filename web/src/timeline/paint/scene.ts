/** Everything that decides how the timeline looks, apart from where it is scrolled to. */
import type { Palette } from "~/app/palette";
import type { Chart, Dates } from "../chart";
import type { Chain } from "../lanes/network";
import type { Layout } from "../lanes/layout";
import type { Labels } from "../time/ticks";
import type { Colours } from "./colours";
import type { Lettering } from "./lettering";

export const LINK_MODES = ["none", "selection", "critical", "all"] as const;
export type LinkMode = (typeof LINK_MODES)[number];

export interface Scene {
  chart: Chart;
  /** Dates that are drawn: the drafted ones while there is a draft. */
  dates: Dates;
  /** Saved dates while there is a draft: drawn as ghosts where they differ. */
  saved: Dates | undefined;
  /** Dates that are proposed, drawn as striped bars over the present ones. */
  proposed: Proposed | undefined;
  layout: Layout;
  colours: Colours;
  palette: Palette;
  lettering: Lettering;
  labels: Labels;
  links: LinkMode;
  selected: ReadonlySet<number>;
  /** The chain of the selection; undefined: nothing is selected and nothing is dimmed. */
  chain: Chain | undefined;
  selectedLink: number;
  /** Whether baseline dates are drawn. */
  baseline: boolean;
  /** Whether lanes are markets: each then shows its own date of a launch. */
  byMarket: boolean;
  /** Today in minutes; undefined: it is not drawn. */
  today: number | undefined;
}

/** Dates of some rows; NaN for the others. */
export interface Proposed extends Pick<Dates, "start" | "finish"> {
  rows: readonly number[];
}

/** What is on screen while a gesture is under way. */
export interface Live {
  dates: Dates;
  moved: ReadonlySet<number>;
}
