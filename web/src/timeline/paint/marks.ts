/** Marks on the time itself: today, deadlines of rows, duties in law. */
import { edges, firstWhere } from "../lanes/culling";
import { DAY } from "../time/days";
import { xOf } from "../time/scale";
import type { Brush } from "./bars";

export function paintMarks(brush: Brush): void {
  paintToday(brush);
  paintDeadlines(brush);
  paintObligations(brush);
}

function paintToday({ list, scene, scale, window }: Brush): void {
  if (scene.today === undefined) return;
  const x = Math.round(xOf(scale, scene.today)) - window.left;
  if (x >= -1 && x <= window.width) list.rect("ghosts", scene.palette.today, x - 1, 0, 2, window.height);
}

/** A deadline is a post after its day with a small flag, red where the work ends later. */
function paintDeadlines(brush: Brush): void {
  const { list, scene, scale, window } = brush;
  const { layout, chart, palette } = scene;
  const first = firstWhere(0, layout.lineTop.length, (line) => layout.lineTop[line]! + layout.size.line > window.top);
  const end = firstWhere(first, layout.lineTop.length, (line) => layout.lineTop[line]! > window.top + window.height);
  const height = layout.size.bar;
  for (let bar = layout.lineBars[first] ?? 0; bar < (layout.lineBars[end] ?? 0); bar += 1) {
    const row = layout.row[bar]!;
    const deadline = chart.deadline[row]!;
    if (Number.isNaN(deadline)) continue;
    const x = Math.round(xOf(scale, Math.ceil(deadline / DAY) * DAY)) - window.left;
    if (x < -8 || x > window.width) continue;
    const late = scene.dates.finish[row]! > Math.ceil(deadline / DAY) * DAY;
    const top = Math.round(layout.y[bar]! - window.top - height / 2) - 2;
    const colour = late ? palette.deadline : palette.rollup;
    const end = edges(chart, scene.dates, layout, scale, row)[1] - window.left;
    if (x > end && x < end + 400) list.rect("ghosts", palette.baseline, end, Math.round(layout.y[bar]! - window.top), x - end, 1);
    list.rect("marks", colour, x, top, 2, height + 4);
    list.rect("marks", colour, x + 2, top, 6, 3);
    list.rect("marks", colour, x + 2, top + 3, 4, 2);
  }
}

/** Duties in law of the selected work are lines through the whole drawing; the others are pins in the header. */
function paintObligations({ list, scene, scale, window }: Brush): void {
  for (const duty of scene.chart.obligations) {
    if (!duty.rows.some((row) => scene.selected.has(row))) continue;
    const x = Math.round(xOf(scale, duty.at + DAY)) - window.left;
    for (let y = 0; y < window.height; y += 8) list.rect("marks", scene.palette.obligation, x, y, 1, 5);
  }
}
