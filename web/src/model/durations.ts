/** Durations as people write them: "3w", "-2 days", "4h", elapsed "5ed", a share "50%". */

/** How long a working day, week and month are, in minutes, minutes and days. */
export interface WorkingUnits {
  readonly minutesPerDay: number;
  readonly minutesPerWeek: number;
  readonly daysPerMonth: number;
}

export type Measure = "working" | "elapsed" | "percent";

/** An amount in ticks of working or elapsed time, or in percent of the predecessor's duration. */
export interface Amount {
  readonly measure: Measure;
  readonly ticks: number;
}

const PATTERN = /^\s*([+-]?)(\d+)(?:\.(\d+))?\s*([a-zA-Z]+|%)\s*$/;
const WORDS: Readonly<Record<string, readonly string[]>> = {
  m: ["m", "min", "mins", "minute", "minutes"],
  h: ["h", "hr", "hrs", "hour", "hours"],
  d: ["d", "dy", "day", "days"],
  w: ["w", "wk", "wks", "week", "weeks"],
  mo: ["mo", "mon", "mons", "month", "months"],
};
const UNIT_OF_WORD = new Map(
  Object.entries(WORDS).flatMap(([unit, words]) =>
    words.flatMap((word): [string, string][] => [
      [word, unit],
      [`e${word}`, `e${unit}`],
    ]),
  ),
);
const ELAPSED_MINUTES: Readonly<Record<string, number>> = { em: 1, eh: 60, ed: 1440, ew: 10_080, emo: 43_200 };

/** Returns the amount that text says, undefined where it is no duration. Half ticks are rounded to even. */
export function amountOf(text: string, units: WorkingUnits): Amount | undefined {
  const found = PATTERN.exec(text);
  if (found === null) return undefined;
  const [, sign, whole, fraction = "", word = ""] = found;
  const negative = sign === "-";
  if (word === "%") return { measure: "percent", ticks: Number(`${sign ?? ""}${whole}.${fraction || "0"}`) };
  const unit = UNIT_OF_WORD.get(word.toLowerCase());
  if (unit === undefined) return undefined;
  const elapsed = ELAPSED_MINUTES[unit];
  const ticks = scaled(`${whole}${fraction}`, fraction.length, 10 * (elapsed ?? workingMinutes(unit, units)));
  return { measure: elapsed === undefined ? "working" : "elapsed", ticks: negative && ticks ? -ticks : ticks };
}

function workingMinutes(unit: string, units: WorkingUnits): number {
  switch (unit) {
    case "m":
      return 1;
    case "h":
      return 60;
    case "d":
      return units.minutesPerDay;
    case "w":
      return units.minutesPerWeek;
    default:
      return units.daysPerMonth * units.minutesPerDay;
  }
}

/** Returns digits × factor ÷ 10^places, exactly, rounded half to even. */
function scaled(digits: string, places: number, factor: number): number {
  const product = BigInt(digits) * BigInt(factor);
  const divisor = 10n ** BigInt(places);
  const quotient = product / divisor;
  const twice = 2n * (product % divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return Number(up ? quotient + 1n : quotient);
}
