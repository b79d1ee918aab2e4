/** Times the page's own schedule over one case: milliseconds, best, median and worst of some repeats, warm. */
import { compile } from "~/model/compile";
import { type Case, ripplingOf } from "~/model/evaluation";
import { finishProjects, forward } from "~/model/forward";
import { networkOf } from "~/model/planNetwork";

export interface Figure {
  what: string;
  best: number;
  median: number;
  worst: number;
  moved: number;
}

export function figures(given: Case, edits: Record<string, Case["operations"]>, repeats: number): Figure[] {
  const begun = performance.now();
  const rippling = ripplingOf(given);
  const loaded = performance.now() - begun;
  const network = networkOf(rippling.plan);
  const compiled = compile(network);
  const found = [{ what: "load a revision", best: loaded, median: loaded, worst: loaded, moved: 0 }];
  found.push(timed("forward pass", repeats, () => {
    forward(compiled, false);
    finishProjects(compiled);
    return 0;
  }));
  for (const [what, operations] of Object.entries(edits)) {
    found.push(timed(what, repeats, () => rippling.compute(operations).moved.length));
  }
  return found;
}

function timed(what: string, repeats: number, run: () => number): Figure {
  for (let i = 0; i < repeats; i++) run();
  let moved = 0;
  const times = Array.from({ length: repeats }, () => {
    const begun = performance.now();
    moved = run();
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  return { what, best: times[0]!, median: times[Math.floor(repeats / 2)]!, worst: times.at(-1)!, moved };
}
