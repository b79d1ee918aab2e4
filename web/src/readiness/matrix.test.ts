import { describe, expect, it } from "vitest";
import { isLate, nameOf, placeOf, stepped } from "./matrix";

describe("the readiness matrix", () => {
  it("names a gate in the address and finds it again", () => {
    const name = nameOf({ market: { id: "x", code: "DE", name: "Germany" } }, "G3");
    expect([name, placeOf(name)]).toEqual(["DE.G3", { market: "DE", template: "G3" }]);
    expect(placeOf(nameOf({ market: null }, "PRR.alpha"))).toEqual({ market: "*", template: "PRR.alpha" });
    expect([placeOf(""), placeOf("DE"), placeOf(".G3"), placeOf("DE.")]).toEqual([null, null, null, null]);
  });

  it("calls an open gate late that is expected after its day, or has no date and is over it", () => {
    const day = "2026-12-01";
    const late = (green: boolean, due: string | null, projected: string | null) => isLate({ green, due, projected }, day);
    expect(late(false, "2026-12-02", "2026-12-03")).toBe(true);
    expect(late(false, "2026-12-02", "2026-12-02")).toBe(false);
    expect(late(false, "2026-11-30", null)).toBe(true);
    expect(late(false, "2026-12-01", null)).toBe(false);
    expect(late(true, "2026-11-30", "2026-12-03")).toBe(false);
    expect(late(false, null, "2026-12-03")).toBe(false);
  });

  it("moves by keys within the grid", () => {
    expect(stepped([1, 1], "ArrowLeft", [3, 4])).toEqual([1, 0]);
    expect(stepped([0, 0], "ArrowUp", [3, 4])).toEqual([0, 0]);
    expect(stepped([2, 3], "ArrowRight", [3, 4])).toEqual([2, 3]);
    expect(stepped([1, 2], "End", [3, 4])).toEqual([1, 3]);
    expect(stepped([1, 2], "Home", [3, 4], true)).toEqual([0, 0]);
    expect(stepped([1, 2], "a", [3, 4])).toBeNull();
  });
});
