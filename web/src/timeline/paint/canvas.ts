/** Paints a list on a canvas: one path and one fill for each group, so that thousands of bars cost milliseconds. */
import { LAYERS, type Layer, type PaintList, type Writing } from "./list";

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/** Pixels from stripe to stripe. */
export const STRIPES = 8;

export function fontOf(size: number, weight: 400 | 600): string {
  return `${weight} ${size}px ${FONT}`;
}

/** Paints everything; (dx, dy) is where the list's origin lies on the canvas in CSS pixels. */
export function paintCanvas(context: CanvasRenderingContext2D, list: PaintList, dx: number, dy: number): void {
  context.save();
  context.translate(dx, dy);
  for (const name of LAYERS) paintLayer(context, list.layers[name]);
  context.restore();
}

function paintLayer(context: CanvasRenderingContext2D, layer: Layer): void {
  for (const [fill, values] of layer.rects) {
    context.fillStyle = fill;
    for (let at = 0; at < values.length; at += 4) {
      context.fillRect(values[at]!, values[at + 1]!, values[at + 2]!, values[at + 3]!);
    }
  }
  for (const [fill, values] of layer.rounds) {
    context.fillStyle = fill;
    context.beginPath();
    for (let at = 0; at < values.length; at += 5) {
      context.roundRect(values[at]!, values[at + 1]!, values[at + 2]!, values[at + 3]!, values[at + 4]);
    }
    context.fill();
  }
  for (const [fill, values] of layer.diamonds) paintDiamonds(context, fill, values);
  for (const [colour, values] of layer.stripes) {
    context.fillStyle = stripesOf(context, colour);
    for (let at = 0; at < values.length; at += 4) {
      context.fillRect(values[at]!, values[at + 1]!, values[at + 2]!, values[at + 3]!);
    }
  }
  for (const [style, values] of layer.frames) paintFrames(context, style, values);
  paintTexts(context, layer.texts);
}

/** Stripes are made once for each colour. */
const patterns = new Map<string, HTMLCanvasElement>();

function stripesOf(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  let tile = patterns.get(colour);
  if (tile === undefined) {
    tile = document.createElement("canvas");
    tile.width = tile.height = STRIPES;
    const pen = tile.getContext("2d")!;
    pen.strokeStyle = colour;
    pen.lineWidth = STRIPES / 2.6;
    pen.beginPath();
    for (const from of [-STRIPES, 0, STRIPES]) {
      pen.moveTo(from - 1, STRIPES + 1);
      pen.lineTo(from + STRIPES + 1, -1);
    }
    pen.stroke();
    patterns.set(colour, tile);
  }
  return context.createPattern(tile, "repeat") ?? colour;
}

function paintDiamonds(context: CanvasRenderingContext2D, fill: string, values: readonly number[]): void {
  context.fillStyle = fill;
  context.beginPath();
  for (let at = 0; at < values.length; at += 3) {
    const [x, y, radius] = [values[at]!, values[at + 1]!, values[at + 2]!];
    context.moveTo(x, y - radius);
    context.lineTo(x + radius, y);
    context.lineTo(x, y + radius);
    context.lineTo(x - radius, y);
    context.closePath();
  }
  context.fill();
}

function paintFrames(context: CanvasRenderingContext2D, style: string, values: readonly number[]): void {
  const [colour, line, dash] = style.split("|") as [string, string, string];
  context.strokeStyle = colour;
  context.lineWidth = Number(line);
  context.setLineDash(dash === "0" ? [] : [Number(dash), Number(dash)]);
  context.beginPath();
  for (let at = 0; at < values.length; at += 5) {
    context.roundRect(values[at]!, values[at + 1]!, values[at + 2]!, values[at + 3]!, values[at + 4]);
  }
  context.stroke();
  context.setLineDash([]);
}

function paintTexts(context: CanvasRenderingContext2D, texts: readonly Writing[]): void {
  let state = "";
  context.textBaseline = "middle";
  for (const { x, y, text, fill, size, weight, anchor } of texts) {
    const wanted = `${fill}|${size}|${weight}|${anchor}`;
    if (wanted !== state) {
      state = wanted;
      context.fillStyle = fill;
      context.font = fontOf(size, weight);
      context.textAlign = anchor === "start" ? "left" : "center";
    }
    context.fillText(text, x, y);
  }
}
