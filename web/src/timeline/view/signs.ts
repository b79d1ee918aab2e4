/** The signs of the timeline as small drawings, each with its word. */
import type { Scene } from "../paint/scene";

export interface Sign {
  /** Key of its word in the legend. */
  word: string;
  /** Shapes in a box of 16 by 12. */
  parts: readonly { path: string; fill: string }[];
}

const DIAMOND = "M8 0l6 6-6 6-6-6z";
const RING = "M8 0l6 6-6 6-6-6zM8 3l-3 3 3 3 3-3z";
const SMALL_RING = "M8 1l5 5-5 5-5-5zM8 3l-3 3 3 3 3-3z";
const WAVE = "M0 5.5h8v1H0zM12 2l4 4-4 4-4-4zM12 4l-2 2 2 2 2-2z";
const STRIPES = "M0 1h1v10H0zM15 1h1v10h-1zM0 1h16v1H0zM0 10h16v1H0zM2 10l6-8h3l-6 8zM8 10l6-8h1v3l-4 5z";
const BAR = "M0 1h16v10H0z";

/** Returns the signs that can be on screen, the most usual first. */
export function signsOf({ palette, chart, colours, proposed }: Scene): Sign[] {
  const one = (word: string, path: string, fill: string): Sign => ({ word, parts: [{ path, fill }] });
  const bar = colours.keys[0]?.fill ?? palette.bar;
  const always = [
    one("milestone", DIAMOND, palette.milestone),
    one("launch", RING, palette.launch),
    one("target", SMALL_RING, palette.launch),
    one("rollup", "M0 3h5v3H0zM6 3h4v3H6zM11 3h5v3h-5zM0 3h2v8H0zM14 3h2v8h-2z", palette.rollup),
    { word: "progress", parts: [{ path: BAR, fill: bar }, { path: "M0 1h9v10H0z", fill: "rgba(0, 0, 0, 0.3)" }] },
    { word: "criticalEdge", parts: [{ path: BAR, fill: bar }, { path: "M0 1h4v10H0z", fill: palette.critical }] },
    one("deadline", "M3 0h2v12H3zM5 0h7v4H5z", palette.rollup),
    one("deadlineMissed", "M3 0h2v12H3zM5 0h7v4H5z", palette.deadline),
    one("today", "M7 0h2v12H7z", palette.today),
    one("link", "M0 5.5h11v1H0zM10 3l5 3-5 3z", palette.link),
    one("criticalLink", "M0 5h10v2H0zM9 2l6 4-6 4z", palette.critical),
    one("violated", "M0 5h10v2H0zM9 2l6 4-6 4z", palette.violated),
    one("ghost", "M0 1h4v1H0zM6 1h4v1H6zM12 1h4v1h-4zM0 10h4v1H0zM6 10h4v1H6zM12 10h4v1h-4zM0 1h1v4H0zM15 1h1v4h-1zM0 7h1v4H0zM15 7h1v4h-1z", palette.baseline),
  ];
  return [
    ...always,
    ...(chart.waves.size > 0 ? [one("wave", WAVE, palette.launch)] : []),
    ...(chart.obligations.length > 0 ? [one("obligation", "M3 0h2v12H3zM5 0h8v6H5z", palette.obligation)] : []),
    ...(proposed === undefined ? [] : [one("proposed", STRIPES, palette.selection)]),
    ...(chart.baseline === undefined ? [] : [one("baseline", "M0 8h16v3H0z", palette.baseline)]),
  ];
}
