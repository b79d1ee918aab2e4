/** A paint list as SVG text, for print and export; no script, no styles from outside. */
import { FONT, STRIPES } from "./canvas";
import { LAYERS, type Layer, type PaintList, type Writing } from "./list";

/** Returns the marks of a list as SVG elements, moved by (dx, dy). */
export function svgOf(list: PaintList, dx = 0, dy = 0): string {
  const layers = LAYERS.map((name) => layerOf(list.layers[name])).join("");
  return `<g transform="translate(${dx} ${dy})">${layers}</g>`;
}

/** Returns a whole SVG document; `clip` names no part: content is cut at the edges of the document. */
export function svgDocument(width: number, height: number, title: string, content: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${FONT.replaceAll('"', "'")}" role="img"><title>${escape(title)}</title>${content}</svg>`
  );
}

/** Returns a part of a drawing that is cut at its edges. */
export function svgPart(x: number, y: number, width: number, height: number, content: string): string {
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}" overflow="hidden">${content}</svg>`;
}

function layerOf(layer: Layer): string {
  const parts: string[] = [];
  for (const [fill, values] of layer.rects) parts.push(pathOf(fill, groups(values, 4).map(rectPath)));
  for (const [fill, values] of layer.rounds) parts.push(...groups(values, 5).map((item) => roundOf(item, `fill="${fill}"`)));
  for (const [fill, values] of layer.diamonds) parts.push(pathOf(fill, groups(values, 3).map(diamondPath)));
  for (const [colour, values] of layer.stripes) parts.push(stripesOf(colour, values));
  for (const [style, values] of layer.frames) {
    const [colour, line, dash] = style.split("|") as [string, string, string];
    const dashes = dash === "0" ? "" : ` stroke-dasharray="${dash}"`;
    const stroke = `fill="none" stroke="${colour}" stroke-width="${line}"${dashes}`;
    parts.push(...groups(values, 5).map((item) => roundOf(item, stroke)));
  }
  return parts.join("") + layer.texts.map(textOf).join("");
}

function stripesOf(colour: string, values: readonly number[]): string {
  const id = `stripes-${colour.replace(/[^\w]/g, "")}`;
  const tile = `width="${STRIPES}" height="${STRIPES}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"`;
  const pattern = `<pattern id="${id}" ${tile}><rect width="${STRIPES / 2}" height="${STRIPES}" fill="${colour}"/></pattern>`;
  return pattern + pathOf(`url(#${id})`, groups(values, 4).map(rectPath));
}

function groups(values: readonly number[], size: number): number[][] {
  return Array.from({ length: values.length / size }, (_, at) => values.slice(at * size, (at + 1) * size));
}

function pathOf(fill: string, parts: string[]): string {
  return `<path fill="${fill}" d="${parts.join("")}"/>`;
}

function rectPath([x, y, width, height]: number[]): string {
  return `M${tidy(x!)} ${tidy(y!)}h${tidy(width!)}v${tidy(height!)}h${tidy(-width!)}z`;
}

function diamondPath([x, y, radius]: number[]): string {
  const r = tidy(radius!);
  return `M${tidy(x!)} ${tidy(y! - radius!)}l${r} ${r}l-${r} ${r}l-${r} -${r}z`;
}

function roundOf([x, y, width, height, radius]: number[], look: string): string {
  const box = `x="${tidy(x!)}" y="${tidy(y!)}" width="${tidy(width!)}" height="${tidy(height!)}"`;
  return `<rect ${box} rx="${tidy(radius!)}" ${look}/>`;
}

function textOf({ x, y, text, fill, size, weight, anchor }: Writing): string {
  const look = `fill="${fill}" font-size="${size}"${weight === 400 ? "" : ` font-weight="${weight}"`}`;
  const place = anchor === "start" ? "" : ' text-anchor="middle"';
  return `<text x="${tidy(x)}" y="${tidy(y)}" dominant-baseline="central" ${look}${place}>${escape(text)}</text>`;
}

function tidy(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
