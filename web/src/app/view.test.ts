import { describe, expect, it } from "vitest";
import { addressOf } from "./view";
import { viewAt } from "./views";

describe("the address of a view", () => {
  it("keeps selection, revision and language, and drops what belongs to the view before", () => {
    expect(addressOf("/table", "?zoom=3&item=POL-101&revision=4&lang=de")).toBe("/table?item=POL-101&revision=4&lang=de");
    expect(addressOf("/graph", "?sort=name")).toBe("/graph");
  });

  it("takes another item, or none", () => {
    expect(addressOf("/timeline", "?item=POL-101", "A/1 b")).toBe("/timeline?item=A%2F1+b");
    expect(addressOf("/timeline", "?item=POL-101", "")).toBe("/timeline");
  });
});

describe("the view of an address", () => {
  it("is the one whose path it is or lies below", () => {
    expect(["/table", "/launches/LCH-701", "/", "/tables"].map((path) => viewAt(path).id)).toEqual([
      "table",
      "launches",
      "timeline",
      "timeline",
    ]);
  });
});
