import { describe, expect, it } from "vitest";
import de from "./de";
import en from "./en";
import { preferred } from "./language";

/** Paths of all texts of an area, such as view.timeline. */
function keysOf(texts: unknown, path = ""): string[] {
  if (typeof texts !== "object" || texts === null) return [path];
  return Object.entries(texts).flatMap(([key, part]) => keysOf(part, path === "" ? key : `${path}.${key}`));
}

/** What a text takes, such as {{count}}. */
function holesOf(texts: unknown, path: string): string[] {
  const text = path.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], texts);
  return [...String(text).matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? "").sort();
}

describe("words", () => {
  const areas = Object.keys(en).map((path) => path.split("/")[1] ?? "");

  it("are there for the same areas in both languages", () => {
    expect(Object.keys(de).map((path) => path.split("/")[1])).toEqual(areas);
    expect(areas).toEqual(expect.arrayContaining(["app", "parts", "findings", "history"]));
  });

  it.each(areas)("of %s have the same keys, and take the same values", (area) => {
    const english = en[`../${area}/words/en.json`];
    const german = de[`../${area}/words/de.json`];
    const keys = keysOf(english).sort();
    expect(keysOf(german).sort()).toEqual(keys);
    for (const key of keys) expect([key, holesOf(german, key)]).toEqual([key, holesOf(english, key)]);
  });
});

describe("the language", () => {
  it("is that of the address before the chosen one before the browser's", () => {
    expect(preferred("?lang=de", "en", ["en-GB"])).toBe("de");
    expect(preferred("?item=POL-101", "de", ["en-GB"])).toBe("de");
    expect(preferred("", null, ["fr-FR", "de-AT", "en"])).toBe("de");
  });

  it("is English where none is known", () => {
    expect(preferred("?lang=constructor", "toString", ["fr"])).toBe("en");
  });
});
