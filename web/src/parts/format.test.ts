import { describe, expect, it } from "vitest";
import { translationOf } from "~/locales/translation";
import { MISSING, formatOf } from "./format";
import { inWords } from "./inWords";
import { sayer } from "./precision";
import de from "./words/de.json";
import en from "./words/en.json";

const NBSP = "\u00a0";
const words = (language: "en" | "de") => translationOf(language, { parts: language === "en" ? en : de }, "parts").t;

describe("formats", () => {
  it("write dates as the locale does, on the wall clock of the plan", () => {
    const british = formatOf("en-GB", words("en"));
    expect(british.day("2027-03-03")).toBe("3 Mar 2027");
    expect(british.dayTime("2027-03-03T23:59:00")).toBe("3 Mar 2027, 23:59");
    expect(british.month("2027-03-31")).toBe("Mar 2027");
    expect(formatOf("en-US", words("en")).day("2027-03-03")).toBe("Mar 3, 2027");
    const german = formatOf("de-DE", words("de"));
    expect(german.day("2027-03-03")).toBe("3. März 2027");
    expect(german.shortDay("2027-03-03")).toBe("3. März");
    expect(german.dayTime("2027-03-03T09:00:00")).toBe("3. März 2027, 09:00");
  });

  it("read minutes of the wall clock like dates", () => {
    expect(formatOf("en-GB", words("en")).dayTime(30010620)).toBe("22 Jan 2027, 17:00");
  });

  it("say that a date is missing", () => {
    const { day } = formatOf("en-GB", words("en"));
    expect([day(null), day(undefined), day(""), day(Number.NaN)]).toEqual([MISSING, MISSING, MISSING, MISSING]);
  });

  it("write numbers, percentages and days as the locale does", () => {
    const english = formatOf("en-GB", words("en"));
    const german = formatOf("de-DE", words("de"));
    expect([english.number(12345.67), german.number(12345.67)]).toEqual(["12,345.7", "12.345,7"]);
    expect([english.number(2, 2), german.number(2, 2)]).toEqual(["2.00", "2,00"]);
    expect([english.percent(85), german.percent(85)]).toEqual(["85%", `85${NBSP}%`]);
    expect([english.days(1.5), german.days(1.5)]).toEqual([`1.5${NBSP}d`, `1,5${NBSP}T`]);
    expect([english.days(-12), german.days(-1.5)]).toEqual([`−12${NBSP}d`, `−1,5${NBSP}T`]);
    expect([english.number(-1234), german.number(-2, 1)]).toEqual(["−1,234", "−2,0"]);
    expect([english.shift(12), german.shift(-3), english.shift(0)]).toEqual([`+12${NBSP}d`, `−3${NBSP}T`, `0${NBSP}d`]);
  });

  it("write fiscal labels in the language", () => {
    const english = formatOf("en-GB", words("en"));
    const german = formatOf("de-DE", words("de"));
    expect([english.quarter("2027Q1"), english.quarter("FY27 Q1")]).toEqual(["Q1 2027", "FY27 Q1"]);
    expect([german.quarter("2027Q1"), german.quarter("FY27 Q1")]).toEqual(["Q1 2027", "GJ27 Q1"]);
    expect(english.quarter("later")).toBe("later");
  });
});

describe("a date in its precision", () => {
  it("stays as coarse as it was said", () => {
    const say = sayer(formatOf("en-GB", words("en")), words("en"));
    const said = ["DAY", "MONTH", "QUARTER", "HALF", "YEAR", "RELATIVE"].map((precision) => say("2027-06-30", precision));
    expect(said).toEqual(["30 Jun 2027", "Jun 2027", "Q2 2027", "H1 2027", "2027", "No fixed date"]);
    expect(say(null, "QUARTER")).toBe(MISSING);
  });
});

describe("a name of the API", () => {
  it("is said in words", () => {
    expect(["percentComplete", "IN_PROGRESS", "missing-owner"].map(inWords)).toEqual([
      "Percent complete",
      "In progress",
      "Missing owner",
    ]);
  });
});
