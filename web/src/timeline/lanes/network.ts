/** Questions asked of the links between rows: chains of predecessors and successors, and paths that would be loops. */

/** Links as columns: link k leads from row from[k] to row to[k]. */
export interface Links {
  from: ArrayLike<number>;
  to: ArrayLike<number>;
}

/** The links of each row: those of row r are links[offsets[r]] up to links[offsets[r + 1] - 1]. */
export interface Adjacency {
  offsets: Int32Array;
  links: Int32Array;
}

export interface Network {
  outgoing: Adjacency;
  incoming: Adjacency;
}

export function networkOf(links: Links, count: number): Network {
  return { outgoing: adjacency(links.from, count), incoming: adjacency(links.to, count) };
}

function adjacency(ends: ArrayLike<number>, count: number): Adjacency {
  const offsets = new Int32Array(count + 1);
  for (let link = 0; link < ends.length; link += 1) offsets[ends[link]! + 1]! += 1;
  for (let row = 0; row < count; row += 1) offsets[row + 1]! += offsets[row]!;
  const next = offsets.slice();
  const sorted = new Int32Array(ends.length);
  for (let link = 0; link < ends.length; link += 1) sorted[next[ends[link]!]!++] = link;
  return { offsets, links: sorted };
}

export interface Chain {
  /** 0: not in the chain; 1: connected; 2: connected by links that set the dates alone. */
  rows: Uint8Array;
  /** The same for each link. */
  links: Uint8Array;
}

/** Returns all transitive predecessors and successors of some rows, those along driving links strong. */
export function chainOf(network: Network, links: Links, driving: ArrayLike<number>, roots: Iterable<number>): Chain {
  const count = network.outgoing.offsets.length - 1;
  const chain = { rows: new Uint8Array(count), links: new Uint8Array(links.from.length) };
  const first = [...roots];
  for (const root of first) chain.rows[root] = 2;
  follow(network.outgoing, links.to, driving, first, chain);
  follow(network.incoming, links.from, driving, first, chain);
  return chain;
}

function follow(ways: Adjacency, ends: ArrayLike<number>, driving: ArrayLike<number>, roots: number[], chain: Chain): void {
  const seen = new Uint8Array(chain.rows.length);
  const stack: [number, 1 | 2][] = roots.map((root) => [root, 2]);
  while (stack.length > 0) {
    const [row, strength] = stack.pop()!;
    for (let at = ways.offsets[row]!; at < ways.offsets[row + 1]!; at += 1) {
      const link = ways.links[at]!;
      const reached = strength === 2 && driving[link] ? 2 : 1;
      chain.links[link] = Math.max(chain.links[link]!, reached);
      const end = ends[link]!;
      if (seen[end]! >= reached) continue;
      seen[end] = reached;
      chain.rows[end] = Math.max(chain.rows[end]!, reached);
      stack.push([end, reached]);
    }
  }
}

/** Returns the rows on a shortest path, both ends included; undefined where there is none. */
export function pathBetween(network: Network, links: Links, from: number, to: number): number[] | undefined {
  if (from === to) return [from];
  const before = new Map<number, number>([[from, -1]]);
  const queue = [from];
  for (const row of queue) {
    for (let at = network.outgoing.offsets[row]!; at < network.outgoing.offsets[row + 1]!; at += 1) {
      const next = links.to[network.outgoing.links[at]!]!;
      if (before.has(next)) continue;
      before.set(next, row);
      if (next === to) return backFrom(before, to);
      queue.push(next);
    }
  }
  return undefined;
}

function backFrom(before: Map<number, number>, to: number): number[] {
  const path: number[] = [];
  for (let row = to; row !== -1; row = before.get(row)!) path.push(row);
  return path.reverse();
}
