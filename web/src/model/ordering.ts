/** Topological order of a network, and the loops that stand in its way. */

/** Positions by key: those of key k are `list[at[k]]` to `list[at[k + 1] - 1]`, in their order. */
export interface Grouped {
  readonly at: Int32Array;
  readonly list: Int32Array;
}

export function grouped(keys: ArrayLike<number>, size: number): Grouped {
  const at = new Int32Array(size + 1);
  for (let i = 0; i < keys.length; i++) at[keys[i]! + 1]!++;
  for (let k = 0; k < size; k++) at[k + 1]! += at[k]!;
  const next = at.slice();
  const list = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) list[next[keys[i]!]!++] = i;
  return { at, list };
}

/** Returns nodes, predecessors first; fewer than `size` where loops stand in the way (Kahn 1962). */
export function sorted(target: ArrayLike<number>, bySource: Grouped, size: number): Int32Array {
  const waiting = new Int32Array(size);
  for (let i = 0; i < target.length; i++) waiting[target[i]!]!++;
  const ready = new Int32Array(size);
  let placed = 0;
  for (let v = 0; v < size; v++) if (waiting[v] === 0) ready[placed++] = v;
  for (let taken = 0; taken < placed; taken++) {
    const v = ready[taken]!;
    for (let position = bySource.at[v]!; position < bySource.at[v + 1]!; position++) {
      const w = target[bySource.list[position]!]!;
      if (--waiting[w]! === 0) ready[placed++] = w;
    }
  }
  return ready.subarray(0, placed);
}

/** Returns the strongly connected component of each node (Tarjan 1972, without recursion), -1 where it is alone. */
export function components(target: ArrayLike<number>, bySource: Grouped, size: number): Int32Array {
  const number = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = bySource.at.slice();
  const component = new Int32Array(size).fill(-1);
  const open = new Uint8Array(size);
  const stack: number[] = [];
  const path: number[] = [];
  let count = 0;
  const enter = (v: number): void => {
    number[v] = low[v] = count++;
    stack.push(v);
    path.push(v);
    open[v] = 1;
  };
  const leave = (v: number): void => {
    path.pop();
    const above = path.at(-1);
    if (above !== undefined) low[above] = Math.min(low[above]!, low[v]!);
    if (low[v] !== number[v]) return;
    const members = stack.splice(stack.lastIndexOf(v));
    for (const w of members) {
      open[w] = 0;
      if (members.length > 1) component[w] = v;
    }
  };
  for (let root = 0; root < size; root++) {
    if (number[root]! < 0) enter(root);
    while (path.length > 0) {
      const v = path.at(-1)!;
      if (next[v] === bySource.at[v + 1]) {
        leave(v);
        continue;
      }
      const w = target[bySource.list[next[v]!++]!]!;
      if (w === v) component[v] = v;
      if (number[w]! < 0) enter(w);
      else if (open[w] === 1) low[v] = Math.min(low[v]!, number[w]!);
    }
  }
  return component;
}

/** Returns one shortest loop through the first node of each component, each node leading to the next. */
export function loopsOf(target: ArrayLike<number>, bySource: Grouped, component: Int32Array): number[][] {
  const loops: number[][] = [];
  const seen = new Set<number>();
  component.forEach((own, start) => {
    if (own < 0 || seen.has(own)) return;
    seen.add(own);
    loops.push(shortest(target, bySource, component, start));
  });
  return loops;
}

function shortest(target: ArrayLike<number>, bySource: Grouped, component: Int32Array, start: number): number[] {
  const from = new Map<number, number>();
  const queue = [start];
  for (const v of queue) {
    for (let position = bySource.at[v]!; position < bySource.at[v + 1]!; position++) {
      const w = target[bySource.list[position]!]!;
      if (w === start) {
        const path = [v];
        while (path[0] !== start) path.unshift(from.get(path[0]!)!);
        return path;
      }
      if (component[w] !== component[start] || from.has(w)) continue;
      from.set(w, v);
      queue.push(w);
    }
  }
  return [start];
}
