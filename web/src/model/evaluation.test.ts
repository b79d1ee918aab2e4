import { describe, expect, it } from "vitest";
import { type Case, evaluated, ripplingOf } from "./evaluation";

const cases = import.meta.glob<Case>("./cases/*.json", { eager: true, import: "default" });

describe("the page's schedule", () => {
  it.each(Object.entries(cases))("gives %s the server's dates", (_, given) => {
    const { confirming, loop, ...found } = evaluated(given);
    expect(found).toEqual(given.expected);
    expect([confirming, loop]).toEqual([false, []]);
  });

  it("keeps nothing of the operations before", () => {
    for (const given of Object.values(cases)) {
      const rippling = ripplingOf(given);
      const before = rippling.compute([]);
      rippling.compute(given.operations);
      expect(rippling.compute([])).toEqual(before);
      expect([...before.moved]).toEqual([]);
    }
  });
});

describe("operations", () => {
  const given = cases["./cases/chain.json"]!;
  const [a, b, c] = given.ids as [string, string, string];

  it("move what follows and nothing else", () => {
    const { moved } = ripplingOf(given).compute([{ updateInitiative: { id: b, changes: { duration: "4d" } } }]);
    expect([...moved].map((row) => given.codes[row])).toEqual(["B", "C"]);
  });

  it("that close a loop name it", () => {
    const link = { createDependency: { ref: "x", values: { predecessor: c, successor: a } } };
    const { loop } = ripplingOf(given).compute([link]);
    expect([...loop!].map((row) => given.codes[row])).toEqual(["A", "B", "C"]);
  });

  it("that the page does not follow are for the server to confirm", () => {
    const rippling = ripplingOf(given);
    expect(rippling.compute([{ updatePortfolio: { minutesPerDay: 420 } }]).confirming).toBe(true);
    expect(rippling.compute([{ updateInitiative: { id: "nobody", changes: { duration: "1d" } } }]).confirming).toBe(true);
    expect(rippling.compute([{ updateInitiative: { id: a, changes: { owner: "Bo" } } }]).confirming).toBe(false);
  });

  it("may name work by its code and what they create by its ref", () => {
    const ripple = ripplingOf(given).compute([
      { createInitiative: { ref: "n", values: { code: "N", name: "New", duration: "1w" } } },
      { createDependency: { values: { predecessor: "C", successor: "ref:n" } } },
    ]);
    expect(ripple.created.get("n")).toBe(3);
    expect(ripple.start[3]! >= ripple.finish[given.codes.indexOf("C")]!).toBe(true);
  });

  it("that delete work leave its row without dates", () => {
    const ripple = ripplingOf(given).compute([{ deleteInitiative: b }]);
    const at = (code: string): number => given.codes.indexOf(code);
    expect(ripple.start[at("B")]).toBeNaN();
    expect(ripple.start[at("C")]).toBe(ripple.start[at("A")]);
  });
});
