/** The whole drawing under the header as one paint list. */
import type { Window } from "../lanes/culling";
import type { Scale } from "../time/scale";
import { paintBars, type Brush } from "./bars";
import { paintGround } from "./ground";
import { paintLinks } from "./links";
import { PaintList } from "./list";
import { paintMarks } from "./marks";
import type { Live, Scene } from "./scene";

/** Returns what is seen through a window; coordinates are relative to the window. */
export function paintBody(scene: Scene, shown: readonly number[], scale: Scale, window: Window, live?: Live): PaintList {
  const brush: Brush = { list: new PaintList(), scene, scale, window, live };
  paintGround(brush.list, scene, scale, window);
  paintLinks(brush, shown);
  paintBars(brush);
  paintMarks(brush);
  return brush.list;
}
