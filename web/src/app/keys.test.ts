import { describe, expect, it } from "vitest";
import { type Stroke, capsOf, compare, leavesField, stepOf, stepsOf } from "./keys";

function stroke(key: string, held: Partial<Stroke> = {}): Stroke {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("keys", () => {
  it("are steps of one sign with what is held", () => {
    expect(stepOf(stroke("k", { ctrlKey: true }))).toBe("mod+k");
    expect(stepOf(stroke("Z", { metaKey: true, shiftKey: true }))).toBe("mod+shift+z");
    expect(stepOf(stroke("?", { shiftKey: true }))).toBe("?");
    expect(stepOf(stroke("T", { shiftKey: true }))).toBe("shift+t");
    expect(stepOf(stroke("Delete", { shiftKey: true }))).toBe("shift+delete");
    expect(stepOf(stroke(" "))).toBe("space");
  });

  it("are written in any order and case", () => {
    expect(stepsOf("Shift+Mod+Z")).toEqual(["mod+shift+z"]);
    expect(stepsOf("G T")).toEqual(["g", "t"]);
    expect(stepsOf("+")).toEqual(["+"]);
  });

  it("run when all steps are typed, and wait while they begin", () => {
    expect(compare(["g"], "G T")).toBe("begun");
    expect(compare(["g", "t"], "G T")).toBe("whole");
    expect(compare(["t"], "G T")).toBe("other");
    expect(compare(["g", "t", "t"], "G T")).toBe("other");
    expect(compare(["mod+s"], "mod+S")).toBe("whole");
  });

  it("leave editing to a text field", () => {
    expect(["mod+z", "mod+shift+z", "mod+v", "t", "?"].map(leavesField)).toEqual([false, false, false, false, false]);
    expect(["mod+k", "mod+s"].map(leavesField)).toEqual([true, true]);
  });

  it("are drawn as caps", () => {
    expect(capsOf("mod+shift+Z", false)).toEqual([["Ctrl", "Shift", "Z"]]);
    expect(capsOf("mod+K", true)).toEqual([["⌘", "K"]]);
    expect(capsOf("G T", false)).toEqual([["G"], ["T"]]);
    expect(capsOf("Escape", false)).toEqual([["Esc"]]);
  });
});
