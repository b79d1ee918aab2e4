/** The timeline as one SVG picture: header, lanes with their names, and all bars of the period, for print and export. */
import type { Scale } from "../time/scale";
import { paintBody } from "./body";
import { HEADER_HEIGHT, paintHeader } from "./header";
import { PaintList } from "./list";
import type { Scene } from "./scene";
import { svgDocument, svgOf, svgPart } from "./svg";

export interface SvgPeriod {
  scale: Scale;
  /** Left edge and width in pixels of the whole drawing. */
  left: number;
  width: number;
}

const NAMES_WIDTH = 190;

/** Returns the picture of all lanes in a period; its height is that of the whole drawing. */
export function timelineSvg(
  scene: Scene,
  shown: readonly number[],
  { scale, left, width }: SvgPeriod,
  title: string,
  laneName: (key: string) => string,
): string {
  const height = Math.ceil(scene.layout.height);
  const body = paintBody(scene, shown, scale, { left, top: 0, width, height });
  const header = paintHeader(scene, scale, left, width);
  const names = lanesOf(scene, height, title, laneName);
  return svgDocument(
    NAMES_WIDTH + width,
    HEADER_HEIGHT + height,
    title,
    svgPart(NAMES_WIDTH, HEADER_HEIGHT, width, height, svgOf(body)) +
      svgPart(NAMES_WIDTH, 0, width, HEADER_HEIGHT, svgOf(header)) +
      svgPart(0, 0, NAMES_WIDTH, HEADER_HEIGHT + height, svgOf(names)),
  );
}

function lanesOf({ layout, palette, lettering }: Scene, height: number, title: string, laneName: (key: string) => string) {
  const list = new PaintList();
  list.rect("ground", palette.raised, 0, 0, NAMES_WIDTH, HEADER_HEIGHT + height);
  list.rect("grid", palette.gridStrong, NAMES_WIDTH - 1, 0, 1, HEADER_HEIGHT + height);
  list.text("labels", { x: 10, y: 24, text: lettering.cut(title, NAMES_WIDTH - 24), fill: palette.text, size: 13, weight: 600 });
  for (const lane of layout.lanes) {
    const y = HEADER_HEIGHT + lane.top;
    list.rect("grid", palette.gridStrong, 0, y + lane.height - 1, NAMES_WIDTH, 1);
    const text = lettering.cut(laneName(lane.key), NAMES_WIDTH - 28);
    list.text("labels", { x: 10, y: y + 17, text, fill: palette.text, size: 12, weight: 600 });
  }
  return list;
}
