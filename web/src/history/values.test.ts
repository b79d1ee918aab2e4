import { describe, expect, it } from "vitest";
import { type Sayer, said } from "./values";

const POLICY = btoa("initiative:01a1e395-aeb2-74ec-b32f-f4bb8c53765f");
const GONE = btoa("team:01a1e395-aeb2-74ec-b32f-f4bb8c53765f");
const sayer: Sayer = {
  day: (date) => `day ${date}`,
  dayTime: (date) => `at ${date}`,
  number: String,
  yes: "Yes",
  no: "No",
  choice: (name) => `choice ${name}`,
};

describe("a value", () => {
  it("is said by its type", () => {
    const values = [null, "", [], true, false, 2.5, "Ada", "2027-03-03", "2027-03-03T09:00:00", "IN_PROGRESS"];
    expect(values.map((value) => said(value, "", sayer))).toEqual([
      "–",
      "–",
      "–",
      "Yes",
      "No",
      "2.5",
      "Ada",
      "day 2027-03-03",
      "at 2027-03-03T09:00",
      "choice IN_PROGRESS",
    ]);
  });

  it("that ends with its day is said as the day", () => {
    expect(said("2027-03-03T23:59:00", "", sayer)).toBe("day 2027-03-03");
  });

  it("that refers to something is said by the server's names", () => {
    expect(said(POLICY, "POL-101 Policy", sayer)).toBe("POL-101 Policy");
    expect(said([POLICY, GONE], "POL-101 Policy, T Team", sayer)).toBe("POL-101 Policy, T Team");
  });

  it("of a text field in capitals is no choice", () => {
    expect(said("SCAM", "SCAM", sayer, false)).toBe("SCAM");
  });

  it("with parts is said part by part", () => {
    expect(said({ system: "Jira", externalId: "TNS-1", note: null }, "", sayer)).toBe("system Jira, external id TNS-1");
  });
});
