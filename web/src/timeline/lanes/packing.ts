/** Packing of intervals into rows: greedy by start, each into a free row, which takes the least number of rows
 * that any packing needs (interval partitioning; Kleinberg and Tardos, Algorithm Design, 4.1). */

/** Returns the row of each interval, 0 at the top; touching intervals may share a row. Rows freed first are taken
 * topmost first, so that bars stay near the top and in place when others change. */
export function pack(start: ArrayLike<number>, end: ArrayLike<number>): { row: Int32Array; rows: number } {
  const order = Array.from({ length: start.length }, (_, position) => position);
  order.sort((a, b) => start[a]! - start[b]! || end[b]! - end[a]! || a - b);
  const row = new Int32Array(start.length);
  const busy = new Heap();
  const free = new Heap();
  let rows = 0;
  for (const item of order) {
    while (busy.size > 0 && busy.key() <= start[item]!) {
      const freed = busy.pop();
      free.push(freed, freed);
    }
    const taken = free.size > 0 ? free.pop() : rows++;
    row[item] = taken;
    busy.push(Math.max(end[item]!, start[item]!), taken);
  }
  return { row, rows };
}

/** A binary heap of (key, value) with the least key on top. */
class Heap {
  private readonly keys: number[] = [];
  private readonly values: number[] = [];

  get size(): number {
    return this.keys.length;
  }

  key(): number {
    return this.keys[0]!;
  }

  push(key: number, value: number): void {
    let at = this.keys.length;
    this.keys.push(key);
    this.values.push(value);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.keys[above]! <= key) break;
      this.swap(at, above);
      at = above;
    }
  }

  pop(): number {
    const top = this.values[0]!;
    const key = this.keys.pop()!;
    const value = this.values.pop()!;
    if (this.keys.length > 0) {
      this.keys[0] = key;
      this.values[0] = value;
      this.sink();
    }
    return top;
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < this.keys.length && this.keys[below]! < this.keys[least]!) least = below;
      }
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    [this.keys[a], this.keys[b]] = [this.keys[b]!, this.keys[a]!];
    [this.values[a], this.values[b]] = [this.values[b]!, this.values[a]!];
  }
}
