/** What a draft does to launches, in lines: markets with the same news are one, what gets worse comes first. */
import { bare } from "~/morning/morning";
import type { LaunchChange } from "./preview";

export interface LaunchLine {
  /** Launch and markets. */
  where: string;
  text: string;
  better: boolean | null;
}

/** Returns the lines; gates are left out, for the market they are of says what follows from them. */
export function launchLines(changes: readonly LaunchChange[]): LaunchLine[] {
  const lines = new Map<string, LaunchLine>();
  for (const change of changes) {
    if (change.topic === "GATE") continue;
    const text = bare(change);
    const launch = change.launch?.code ?? "";
    const key = JSON.stringify([launch, text]);
    const known = lines.get(key);
    const market = change.market?.code ?? "";
    if (known === undefined) lines.set(key, { where: `${launch} ${market}`.trim(), text, better: change.better });
    else known.where += `, ${market}`;
  }
  return [...lines.values()].sort((a, b) => rank(a) - rank(b));
}

function rank({ better }: LaunchLine): number {
  return better === false ? 0 : better === null ? 1 : 2;
}
