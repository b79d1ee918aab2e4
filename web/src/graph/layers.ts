/**
 * A layered drawing of a graph: every link leads to the right, and few links cross.
 *
 * Method: K. Sugiyama, S. Tagawa and M. Toda (1981); layers by longest path, links over several layers through
 * placeholders, order by medians (P. Eades and N. Wormald, 1994), the best of some sweeps back and forth.
 */

export interface Edge {
  readonly from: number;
  readonly to: number;
}

/** Place of a node: `layer` counts from the left, `y` in heights of a node, centred on 0. */
export interface Place {
  readonly layer: number;
  readonly y: number;
}

interface Layered {
  /** Layer of each node, placeholders behind the nodes. */
  readonly layer: number[];
  readonly left: number[][];
  readonly right: number[][];
}

const SWEEPS = 16;

/** Returns the place of each of `count` nodes; links of a loop that lead back do not count. */
export function layered(count: number, edges: readonly Edge[]): Place[] {
  const forward = withoutLoops(count, edges);
  const drawn = withPlaceholders(layersOf(count, forward), forward);
  const orders = ordered(drawn);
  const y = heights(drawn, orders);
  return Array.from({ length: count }, (_, node) => ({ layer: drawn.layer[node]!, y: y[node]! }));
}

/** Returns the links that do not close a loop, each once. */
function withoutLoops(count: number, edges: readonly Edge[]): Edge[] {
  const out = Array.from({ length: count }, (): number[] => []);
  for (const { from, to } of edges) if (from !== to && !out[from]!.includes(to)) out[from]!.push(to);
  const state = new Uint8Array(count);
  const kept: Edge[] = [];
  for (let root = 0; root < count; root++) {
    if (state[root] !== 0) continue;
    const path = [{ node: root, next: 0 }];
    state[root] = 1;
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = out[top.node]![top.next++];
      if (to === undefined) {
        state[top.node] = 2;
        path.pop();
      } else if (state[to] !== 1) {
        kept.push({ from: top.node, to });
        if (state[to] === 0) {
          state[to] = 1;
          path.push({ node: to, next: 0 });
        }
      }
    }
  }
  return kept;
}

/** Returns the layer of each node: after all that lead to it, and close before what it leads to. */
function layersOf(count: number, edges: readonly Edge[]): number[] {
  const out = Array.from({ length: count }, (): number[] => []);
  const waiting = new Int32Array(count);
  for (const { from, to } of edges) {
    out[from]!.push(to);
    waiting[to]!++;
  }
  const layer = new Array<number>(count).fill(0);
  const order: number[] = [];
  for (let node = 0; node < count; node++) if (waiting[node] === 0) order.push(node);
  for (let at = 0; at < order.length; at++) {
    const node = order[at]!;
    for (const to of out[node]!) {
      layer[to] = Math.max(layer[to]!, layer[node]! + 1);
      if (--waiting[to]! === 0) order.push(to);
    }
  }
  const isSource = new Uint8Array(count).fill(1);
  for (const { to } of edges) isSource[to] = 0;
  for (const node of order) {
    if (isSource[node] === 1 && out[node]!.length > 0) layer[node] = Math.min(...out[node]!.map((to) => layer[to]!)) - 1;
  }
  return layer;
}

/** Returns the graph with a placeholder wherever a link passes a layer. */
function withPlaceholders(layers: readonly number[], edges: readonly Edge[]): Layered {
  const layer = [...layers];
  const left = layer.map((): number[] => []);
  const right = layer.map((): number[] => []);
  for (const { from, to } of edges) {
    let before = from;
    for (let at = layer[from]! + 1; at < layer[to]!; at++) {
      const placeholder = layer.push(at) - 1;
      left.push([before]);
      right.push([]);
      right[before]!.push(placeholder);
      before = placeholder;
    }
    right[before]!.push(to);
    left[to]!.push(before);
  }
  return { layer, left, right };
}

/** Returns the nodes of each layer from top to bottom, with few crossings. */
function ordered({ layer, left, right }: Layered): number[][] {
  const orders: number[][] = Array.from({ length: Math.max(-1, ...layer) + 1 }, () => []);
  layer.forEach((at, node) => orders[at]!.push(node));
  let best = orders.map((order) => [...order]);
  let fewest = crossings(best, right);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const toRight = sweep % 2 === 0;
    const towards = toRight ? left : right;
    const position = positions(orders, layer.length);
    for (const at of toRight ? orders.keys() : [...orders.keys()].reverse()) {
      sortByMedian(orders[at]!, towards, position);
    }
    const found = crossings(orders, right);
    if (found < fewest) [fewest, best] = [found, orders.map((order) => [...order])];
  }
  return best;
}

function positions(orders: readonly (readonly number[])[], count: number): Float64Array {
  const position = new Float64Array(count);
  for (const order of orders) order.forEach((node, place) => (position[node] = place));
  return position;
}

function sortByMedian(order: number[], towards: readonly number[][], position: Float64Array): void {
  const median = new Map(order.map((node) => [node, medianOf(towards[node]!, position) ?? position[node]!]));
  order.sort((a, b) => median.get(a)! - median.get(b)! || position[a]! - position[b]!);
  order.forEach((node, place) => (position[node] = place));
}

function medianOf(nodes: readonly number[], position: Float64Array): number | undefined {
  if (nodes.length === 0) return undefined;
  const places = nodes.map((node) => position[node]!).sort((a, b) => a - b);
  const middle = places.length >> 1;
  return places.length % 2 === 1 ? places[middle]! : (places[middle - 1]! + places[middle]!) / 2;
}

/** Returns how many pairs of links cross, layer by layer. */
export function crossings(orders: readonly (readonly number[])[], right: readonly number[][]): number {
  const position = positions(orders, right.length);
  let total = 0;
  for (const order of orders) {
    const ends = order.flatMap((node) => right[node]!.map((to) => position[to]!).sort((a, b) => a - b));
    for (let i = 0; i < ends.length; i++) for (let j = i + 1; j < ends.length; j++) if (ends[i]! > ends[j]!) total++;
  }
  return total;
}

/** Returns the height of each node: near the middle of its neighbours, in order, at least 1 apart in its layer. */
function heights({ layer, left, right }: Layered, orders: readonly (readonly number[])[]): Float64Array {
  const y = new Float64Array(layer.length);
  for (const order of orders) order.forEach((node, place) => (y[node] = place - (order.length - 1) / 2));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const order of sweep % 2 === 0 ? orders : [...orders].reverse()) {
      const wished = order.map((node) => mean([...left[node]!, ...right[node]!].map((other) => y[other]!), y[node]!));
      apart(wished).forEach((height, place) => (y[order[place]!] = height));
    }
  }
  return y;
}

function mean(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Returns heights in order, at least 1 apart and as near to the wished ones as that allows (least squares). */
export function apart(wished: readonly number[]): number[] {
  const blocks: { sum: number; size: number }[] = [];
  wished.forEach((height, place) => {
    let block = { sum: height - place, size: 1 };
    for (let top = blocks.at(-1); top !== undefined && top.sum / top.size > block.sum / block.size; top = blocks.at(-1)) {
      block = { sum: block.sum + top.sum, size: block.size + top.size };
      blocks.pop();
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size)).map((level, place) => level + place);
}
