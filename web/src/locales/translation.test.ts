import { describe, expect, it } from "vitest";
import { translationOf } from "./translation";

const WORDS = {
  table: {
    title: "Table",
    moved: "{{code}} by {{days}}, {{code}}!",
    rows_one: "{{count}} row",
    rows_other: "{{count}} rows",
    all: "All {{count}}",
    promise: { "": "Outside", NONE: "Not asked" },
  },
  panel: { fields: { name: "Name" } },
};
const { t, i18n } = translationOf("en", WORDS, "table");

describe("a translation", () => {
  it("finds texts by their path", () => {
    expect([t("title"), t("promise.NONE"), t("promise."), t("panel:fields.name")]).toEqual([
      "Table",
      "Not asked",
      "Outside",
      "Name",
    ]);
  });

  it("puts values in as they are", () => {
    expect(t("moved", { code: "A<$&>", days: 3 })).toBe("A<$&> by 3, A<$&>!");
    expect(t("moved", { code: null })).toBe(" by , !");
  });

  it("takes the form for a number", () => {
    expect([0, 1, 2].map((count) => t("rows", { count }))).toEqual(["0 rows", "1 row", "2 rows"]);
    expect([t("all", { count: 2 }), t("all", { count: "2,000" })]).toEqual(["All 2", "All 2,000"]);
  });

  it("takes the forms of the language", () => {
    const words = { table: { rows_one: "{{count}} Zeile", rows_few: "{{count}} řádky", rows_other: "viele" } };
    const czech = translationOf("cs", words, "table").t;
    expect([czech("rows", { count: 1 }), czech("rows", { count: 3 })]).toEqual(["1 Zeile", "3 řádky"]);
  });

  it("says what is missing", () => {
    expect([t("other"), t("promise"), t("title.more"), t("other", { defaultValue: "Else" })]).toEqual([
      "other",
      "promise",
      "title.more",
      "Else",
    ]);
    expect([i18n.exists("title"), i18n.exists("panel:fields.code")]).toEqual([true, false]);
  });

  it("is the same until the words change", () => {
    expect(translationOf("en", WORDS, "table")).toBe(translationOf("en", WORDS, "table"));
    expect(translationOf("de", { ...WORDS }, "table")).not.toBe(translationOf("en", WORDS, "table"));
  });
});
