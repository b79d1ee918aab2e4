/** Colours for canvas and SVG drawing, where CSS variables do not reach. The DOM uses Mantine's tokens instead. */

/** Named colours of one scheme; all opaque hex values, so that contrast can be computed. */
export interface Palette {
  /** Ground on which bars lie. */
  ground: string;
  /** Ground of headings, axes and lane names. */
  raised: string;
  /** Every other lane. */
  lane: string;
  text: string;
  textDim: string;
  grid: string;
  gridStrong: string;
  weekend: string;
  bar: string;
  /** Text on bar, done, critical, nearCritical, violated, rollup and series. */
  barText: string;
  /** The part of a bar that is done. */
  progress: string;
  done: string;
  critical: string;
  nearCritical: string;
  violated: string;
  rollup: string;
  milestone: string;
  launch: string;
  obligation: string;
  deadline: string;
  baseline: string;
  today: string;
  link: string;
  selection: string;
  /** Bars that are neither selected nor on the lit chain. */
  dimmed: string;
  /** Colours by category (status, line of business …), in order; text on them is barText. */
  series: readonly string[];
}

const light: Palette = {
  ground: "#ffffff",
  raised: "#f6f7f9",
  lane: "#fafbfc",
  text: "#1c2530",
  textDim: "#5a6675",
  grid: "#e6e9ed",
  gridStrong: "#cdd3da",
  weekend: "#f2f4f6",
  bar: "#44709f",
  barText: "#ffffff",
  progress: "#2f5580",
  done: "#5f6d7c",
  critical: "#c2362b",
  nearCritical: "#a2600c",
  violated: "#b01357",
  rollup: "#4f5d6d",
  milestone: "#3b4757",
  launch: "#0b7a75",
  obligation: "#7b3fa8",
  deadline: "#b3261e",
  baseline: "#7f8995",
  today: "#0b7a75",
  link: "#7c8794",
  selection: "#0b7a75",
  dimmed: "#d4dae1",
  series: ["#44709f", "#0b7a75", "#7b3fa8", "#96620a", "#b0416f", "#4a7a2c", "#4f5fb8", "#8a5a3c"],
};

const dark: Palette = {
  ground: "#15191e",
  raised: "#1c2127",
  lane: "#181d22",
  text: "#e4e8ec",
  textDim: "#9aa6b2",
  grid: "#262d35",
  gridStrong: "#3a444f",
  weekend: "#1a1f25",
  bar: "#4a79ab",
  barText: "#ffffff",
  progress: "#2f5a89",
  done: "#66727f",
  critical: "#d1453a",
  nearCritical: "#a36418",
  violated: "#cf3a7d",
  rollup: "#6b7785",
  milestone: "#b4bfca",
  launch: "#2fb5ac",
  obligation: "#b68ae0",
  deadline: "#f07167",
  baseline: "#7d8894",
  today: "#2fb5ac",
  link: "#7f8b97",
  selection: "#3cc8be",
  dimmed: "#303842",
  series: ["#4a79ab", "#17827c", "#9059c0", "#9a6a1c", "#b8507e", "#55813a", "#606cc4", "#966b4e"],
};

/** Returns the colours of a scheme. */
export function paletteOf(scheme: "light" | "dark"): Palette {
  return scheme === "dark" ? dark : light;
}
