import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apart, crossings, layered } from "./layers";

const graphs = fc.integer({ min: 1, max: 30 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    edges: fc.array(fc.record({ from: fc.nat(count - 1), to: fc.nat(count - 1) }), { maxLength: 60 }),
  }),
);

describe("layers", () => {
  it("put a chain in a row", () => {
    const places = layered(3, [{ from: 0, to: 1 }, { from: 1, to: 2 }]);
    expect(places).toEqual([{ layer: 0, y: 0 }, { layer: 1, y: 0 }, { layer: 2, y: 0 }]);
  });

  it("put a source close before what it leads to", () => {
    const edges = [{ from: 0, to: 1 }, { from: 1, to: 2 }, { from: 3, to: 2 }];
    expect(layered(4, edges).map(({ layer }) => layer)).toEqual([0, 1, 2, 1]);
  });

  it("uncross two links", () => {
    expect(crossings([[0, 1], [2, 3]], [[3], [2], [], []])).toBe(1);
    const places = layered(4, [{ from: 0, to: 3 }, { from: 1, to: 2 }]);
    expect(Math.sign(places[0]!.y - places[1]!.y)).toBe(Math.sign(places[3]!.y - places[2]!.y));
  });

  it("give no two nodes one place, and lead links of acyclic graphs to the right", () => {
    fc.assert(
      fc.property(graphs, ({ count, edges }) => {
        const acyclic = edges.filter(({ from, to }) => from < to);
        const places = layered(count, acyclic);
        for (const { from, to } of acyclic) expect(places[from]!.layer).toBeLessThan(places[to]!.layer);
        for (let a = 0; a < count; a++)
          for (let b = 0; b < a; b++)
            if (places[a]!.layer === places[b]!.layer)
              expect(Math.abs(places[a]!.y - places[b]!.y)).toBeGreaterThan(0.999);
      }),
    );
  });

  it("end for graphs with loops too", () => {
    fc.assert(
      fc.property(graphs, ({ count, edges }) => {
        expect(layered(count, edges)).toHaveLength(count);
      }),
    );
  });
});

describe("heights", () => {
  it("stay where they are when they are apart", () => expect(apart([-2, 0, 3])).toEqual([-2, 0, 3]));
  it("share what they lack", () => expect(apart([0, 0])).toEqual([-0.5, 0.5]));
});
