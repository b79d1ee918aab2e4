/** A paint list: what is drawn, in layers, grouped by fill. The canvas, SVG and tests read the same list. */

export const LAYERS = ["ground", "grid", "ghosts", "links", "bars", "overlay", "labels", "marks", "front"] as const;
export type LayerName = (typeof LAYERS)[number];

export interface Writing {
  x: number;
  y: number;
  text: string;
  fill: string;
  size: number;
  weight: 400 | 600;
  anchor: "start" | "middle";
}

/** Numbers by fill: x, y, width, height of rectangles; and the radius of round ones; x, y, radius of diamonds. */
export interface Layer {
  rects: Map<string, number[]>;
  rounds: Map<string, number[]>;
  diamonds: Map<string, number[]>;
  /** Outlines: x, y, width, height, radius, by "colour|width|dash". */
  frames: Map<string, number[]>;
  /** Striped rectangles by colour: x, y, width, height. */
  stripes: Map<string, number[]>;
  texts: Writing[];
}

export class PaintList {
  readonly layers: Record<LayerName, Layer> = Object.fromEntries(
    LAYERS.map((name): [LayerName, Layer] => [
      name,
      { rects: new Map(), rounds: new Map(), diamonds: new Map(), frames: new Map(), stripes: new Map(), texts: [] },
    ]),
  ) as Record<LayerName, Layer>;

  rect(layer: LayerName, fill: string, x: number, y: number, width: number, height: number): void {
    numbers(this.layers[layer].rects, fill).push(x, y, width, height);
  }

  round(layer: LayerName, fill: string, x: number, y: number, width: number, height: number, radius: number): void {
    numbers(this.layers[layer].rounds, fill).push(x, y, width, height, Math.min(radius, width / 2, height / 2));
  }

  diamond(layer: LayerName, fill: string, x: number, y: number, radius: number): void {
    numbers(this.layers[layer].diamonds, fill).push(x, y, radius);
  }

  striped(layer: LayerName, colour: string, x: number, y: number, width: number, height: number): void {
    numbers(this.layers[layer].stripes, colour).push(x, y, width, height);
  }

  frame(
    layer: LayerName,
    colour: string,
    [x, y, width, height]: readonly [number, number, number, number],
    line = 1,
    dash = 0,
    radius = 3,
  ): void {
    numbers(this.layers[layer].frames, `${colour}|${line}|${dash}`).push(x, y, width, height, radius);
  }

  text(layer: LayerName, writing: Omit<Writing, "weight" | "anchor"> & Partial<Writing>): void {
    this.layers[layer].texts.push({ weight: 400, anchor: "start", ...writing });
  }
}

function numbers(groups: Map<string, number[]>, fill: string): number[] {
  let found = groups.get(fill);
  if (found === undefined) groups.set(fill, (found = []));
  return found;
}
