/** Fiscal quarters as the API writes them: 2027Q1, or FY27 Q1 where fiscal years do not start in January. */
import { quarterOf, quarterStart } from "./days";

/** Returns the labels of the quarters from that of one instant to that of another; `firstMonth` is 1 to 12. */
export function quartersBetween(from: number, to: number, firstMonth: number): string[] {
  const labels: string[] = [];
  for (let at = quarterStart(from, firstMonth); at <= to; at = quarterStart(at, firstMonth, 1)) {
    const { year, quarter } = quarterOf(at, firstMonth);
    labels.push(firstMonth === 1 ? `${year}Q${quarter}` : `FY${String(year % 100).padStart(2, "0")} Q${quarter}`);
  }
  return labels;
}
