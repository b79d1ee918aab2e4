/** Pulling a link: where it would end, and the loop that it would close. */
import type { Chart } from "../chart";
import { pathBetween } from "../lanes/network";
import type { End, Pull } from "./gesture";

/** Returns the gesture with another target; a link that closes a loop carries the rows of the loop. */
export function aimed(chart: Chart, pull: Pull, target: { row: number; end: End } | undefined): Pull {
  if (target === undefined || target.row === pull.row) return { ...pull, target: undefined, loop: undefined };
  return { ...pull, target, loop: loopOf(chart, pull.row, target.row) };
}

/** Returns the rows from the successor back to the predecessor if the link would close a loop; a link to what it is
 * part of, or to a part of it, is one too. */
export function loopOf(chart: Chart, from: number, to: number): number[] | undefined {
  if (isPartOf(chart, from, to) || isPartOf(chart, to, from)) return [to, from];
  return pathBetween(chart.network, chart.links, to, from);
}

function isPartOf(chart: Chart, row: number, whole: number): boolean {
  for (let above = chart.parent[row]!; above >= 0; above = chart.parent[above]!) if (above === whole) return true;
  return false;
}

/** Returns the link that is there already between two rows, -1 if there is none. */
export function linkBetween(chart: Chart, from: number, to: number): number {
  for (let link = 0; link < chart.links.from.length; link += 1) {
    if (chart.links.from[link] === from && chart.links.to[link] === to) return link;
  }
  return -1;
}
