import { describe, expect, it } from "vitest";
import { type Change, type Due, bare, dutiesOf, newsOf, peopleOf } from "./morning";

const LAUNCH = {
  code: "LCH-1",
  name: "Scams",
  owner: "Ana",
  markets: [
    { owner: "Ben", market: { code: "DE" } },
    { owner: "Cem", market: { code: "FR" } },
  ],
};

function change(market: string, values: Partial<Change>): Change {
  return {
    topic: "GATE",
    launch: LAUNCH,
    market: { code: market },
    template: { code: "G3", name: "Labels" },
    before: "in progress",
    after: "passed",
    better: true,
    sentence: `LCH-1 ${market} G3 is passed.`,
    why: ["The label is released."],
    byTime: false,
    revisions: [{ number: 7, author: "Ana", message: "Release.", at: "2026-11-21T09:00:00Z" }],
    ...values,
  };
}

describe("morning news", () => {
  it("says once what is the same in several markets", () => {
    const [launch] = newsOf([change("DE", {}), change("FR", {})], "");
    expect(launch?.better).toBe(2);
    expect(launch?.news.map(({ markets, text, why, revisions }) => [markets, text, why, revisions.length])).toEqual([
      [["DE", "FR"], "G3 is passed.", ["The label is released."], 1],
    ]);
  });

  it("puts what got worse first", () => {
    const worse = change("DE", { better: false, sentence: "LCH-1 DE: the predicted day is later." });
    const [launch] = newsOf([change("DE", {}), worse], "");
    expect(launch?.news.map(({ text }) => text)).toEqual(["The predicted day is later.", "G3 is passed."]);
  });

  it("keeps what a person answers for", () => {
    const changes = [change("DE", {}), change("FR", {})];
    expect(newsOf(changes, "Ben")[0]?.news[0]?.markets).toEqual(["DE"]);
    expect(newsOf(changes, "Ana")[0]?.news[0]?.markets).toEqual(["DE", "FR"]);
    expect(newsOf(changes, "Zoe")).toEqual([]);
    expect(peopleOf(changes)).toEqual(["Ana", "Ben", "Cem"]);
  });

  it("leaves other sentences alone", () => {
    expect(bare({ sentence: "A waiver ends.", launch: LAUNCH, market: { code: "DE" } })).toBe("A waiver ends.");
  });

  it("says once what falls due in several markets on one day", () => {
    const due = (code: string, day: string): Due => ({
      to: ["Ana"],
      cause: "GATE_DUE",
      launch: { code: "LCH-1" },
      market: { code },
      template: { code: "G3", name: "Labels" },
      due: day,
      sentence: `LCH-1 ${code} G3 is due soon.`,
      why: [],
    });
    const duties = dutiesOf([due("DE", "2026-12-01"), due("FR", "2026-11-30"), due("UK", "2026-12-01")]);
    expect(duties.map(({ markets, sentence, due: day }) => [markets, sentence, day])).toEqual([
      [["FR"], "is due soon.", "2026-11-30"],
      [["DE", "UK"], "is due soon.", "2026-12-01"],
    ]);
  });
});
