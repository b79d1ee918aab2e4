import { expect, test } from "vitest";
import { differenceOf } from "./compare";
import type { Chosen, Proposal } from "./proposals";

const row = (code: string, state: string, quarter: string | null = null, value = 0.25) => ({ initiative: { id: code, code, name: code }, state, quarter, value }) as Chosen;
const proposal = (...initiatives: Chosen[]) => ({ initiatives }) as unknown as Proposal;

test("two proposals differ by who joins, who leaves, and who starts when", () => {
  const one = proposal(row("A", "CHOSEN", "2027Q1"), row("B", "LEFT_OUT"), row("C", "CHOSEN", "2027Q2"), row("D", "RUNNING"));
  const other = proposal(row("A", "CHOSEN", "2027Q2"), row("B", "CHOSEN", "2027Q1"), row("C", "LEFT_OUT"), row("D", "RUNNING"));
  const found = differenceOf(one, other);
  expect(found.joined.map(({ initiative }) => initiative.code)).toEqual(["C"]);
  expect(found.left.map(({ initiative }) => initiative.code)).toEqual(["B"]);
  expect(found.shifted.map(({ row: { initiative }, from, to }) => [initiative.code, from, to])).toEqual([["A", "2027Q2", "2027Q1"]]);
  expect(found.value).toEqual([0.75, 0.75]);
});

test("a proposal does not differ from itself", () => {
  const one = proposal(row("A", "CHOSEN", "2027Q1"), row("B", "LEFT_OUT"));
  expect(differenceOf(one, one)).toMatchObject({ joined: [], left: [], shifted: [] });
});
