import fc from "fast-check";
import { expect, test } from "vitest";
import { chainOf, networkOf, pathBetween } from "./network";

// 0 -> 1 -> 2 -> 4, 3 -> 2 (not driving), 5 stands alone
const links = { from: [0, 1, 3, 2], to: [1, 2, 2, 4] };
const network = networkOf(links, 6);
const driving = [1, 1, 0, 1];

test("the chain of a row reaches both ways, strong along driving links", () => {
  const chain = chainOf(network, links, driving, [2]);
  expect([...chain.rows]).toEqual([2, 2, 2, 1, 2, 0]);
  expect([...chain.links]).toEqual([2, 2, 1, 2]);
  expect([...chainOf(network, links, driving, [5]).rows]).toEqual([0, 0, 0, 0, 0, 2]);
});

test("a path between two rows is shortest and contains both; there may be none", () => {
  expect(pathBetween(network, links, 0, 4)).toEqual([0, 1, 2, 4]);
  expect(pathBetween(network, links, 4, 0)).toBeUndefined();
  expect(pathBetween(network, links, 3, 3)).toEqual([3]);
});

test("a row is in the chain of another exactly if a path leads one way or the other", () => {
  const graph = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 });
  fc.assert(
    fc.property(graph, fc.nat(9), (pairs, root) => {
      const given = { from: pairs.map(([from]) => from), to: pairs.map(([, to]) => to) };
      const net = networkOf(given, 10);
      const chain = chainOf(net, given, new Uint8Array(pairs.length), [root]);
      for (let row = 0; row < 10; row += 1) {
        const connected = pathBetween(net, given, root, row) ?? pathBetween(net, given, row, root);
        expect(chain.rows[row]! > 0).toBe(connected !== undefined);
      }
    }),
  );
});
