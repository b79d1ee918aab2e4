/** Scenarios side by side: which lines there are, and what each side says on them. */
import type { Compared } from "./scenarios";

/** How many can stand side by side. */
export const MOST = 3;

/** Returns the codes that are compared: those asked for that there are, or the first open ones. */
export function chosenOf(asked: string, scenarios: readonly { code: string; status: string }[]): string[] {
  if (asked === "") return scenarios.filter(({ status }) => status === "OPEN").slice(0, MOST).map(({ code }) => code);
  const known = new Set(scenarios.map(({ code }) => code));
  return asked.split("|").filter((code) => known.has(code)).slice(0, MOST);
}

type Launch = Compared["launches"][number];
type Load = Compared["load"][number];

/** A line with what each side says; undefined: it says nothing other than the plan. */
export interface Line<Told> {
  readonly key: string;
  readonly first: Told;
  readonly sides: readonly (Told | undefined)[];
}

/** Returns the launches by code; only those on which some side differs from the plan, unless all are wanted. */
export function launchLines(compared: readonly Pick<Compared, "launches">[], all: boolean): Line<Launch>[] {
  const lines = linesOf(compared, ({ launches }) => launches, ({ launch }) => launch.code);
  return all ? lines : lines.filter(({ sides }) => sides.some((side) => side !== undefined && differs(side)));
}

/** Whether a launch is on another day, is new or gone, or has another lateness because its target is another. */
export function differs({ finishBefore, finishAfter, lateDaysBefore, lateDaysAfter }: Launch): boolean {
  return finishBefore !== finishAfter || lateDaysBefore !== lateDaysAfter;
}

/** Returns the overloads on which some side differs from the plan, by quarter and team. */
export function loadLines(compared: readonly Pick<Compared, "load">[]): Line<Load>[] {
  return linesOf(compared, ({ load }) => load, ({ quarter, team, skill }) => `${quarter} ${team.code} ${skill}`);
}

function linesOf<Side, Told>(sides: readonly Side[], rows: (side: Side) => readonly Told[], keyOf: (told: Told) => string): Line<Told>[] {
  const found = sides.map((side) => new Map(rows(side).map((told) => [keyOf(told), told])));
  const firsts = new Map(found.toReversed().flatMap((side) => [...side]));
  return [...firsts.keys()].sort().map((key) => ({ key, first: firsts.get(key)!, sides: found.map((side) => side.get(key)) }));
}

type Finding = Compared["newFindings"][number];

export interface FindingsOf {
  readonly fresh: readonly Finding[];
  /** Those of the plan that say something else now, such as another day, as they are with the scenario. */
  readonly changed: readonly Finding[];
  readonly gone: readonly Finding[];
}

/** Returns the findings of a side; one of the same rule about the same entity as one that is gone is not new. */
export function findingsOf({ newFindings, goneFindings }: Pick<Compared, "newFindings" | "goneFindings">): FindingsOf {
  const about = ({ code, node }: Finding) => `${code} ${node?.id ?? ""}`;
  const [before, after] = [new Set(goneFindings.map(about)), new Set(newFindings.map(about))];
  return {
    fresh: newFindings.filter((one) => !before.has(about(one))),
    changed: newFindings.filter((one) => before.has(about(one))),
    gone: goneFindings.filter((one) => !after.has(about(one))),
  };
}
