/** The readiness matrix of one launch: rows are markets, columns are gates. */
import { type ResultOf, graphql } from "~/api/graphql";

export const READINESS = graphql(`
  query LaunchReadiness($launch: ID!, $revision: Int) {
    plan(revision: $revision) {
      portfolio {
        statusDate
      }
      readiness(launches: [$launch]) {
        launch {
          id
          code
        }
        templates {
          id
          code
          name
          description
          hard
          offsetWeeks
        }
        cells {
          market {
            id
            code
            name
          }
          owner
          target
          predicted
          liveOn
          slackDays
          state
          hardGreen
          hardTotal
          score
          tooLateForLaw
          legalDay
          drift
          reasons
          decision {
            code
            verdict
          }
          blocking {
            template {
              code
            }
          }
          gates {
            template {
              code
            }
            state
            hard
            due
            projected
            green
            drift
            reasons
            waiver {
              expiresOn
            }
          }
        }
      }
    }
  }
`);

export type Matrix = ResultOf<typeof READINESS>["plan"]["readiness"][number];
export type Cell = Matrix["cells"][number];
export type Standing = Cell["gates"][number];
export type Template = Matrix["templates"][number];

/** What stands for a launch that names no market, in the address. */
export const ALL = "*";

/** A gate of a market, as the address says it: `DE.G3`. */
export interface Place {
  market: string;
  template: string;
}

/** Returns the place that the address names; null if it names none. */
export function placeOf(text: string): Place | null {
  const dot = text.indexOf(".");
  return dot < 1 || dot === text.length - 1 ? null : { market: text.slice(0, dot), template: text.slice(dot + 1) };
}

/** Returns how the address names a gate of a cell. */
export function nameOf(cell: Pick<Cell, "market">, template: string): string {
  return `${cell.market?.code ?? ALL}.${template}`;
}

/** Returns the gate of this template in a cell; undefined where the launch has none such there. */
export function standingOf(cell: Cell, template: string): Standing | undefined {
  return cell.gates.find((gate) => gate.template.code === template);
}

/** Whether a gate is expected after its day, or that has gone by with the gate open. ISO days; `today` is the plan's. */
export function isLate({ green, due, projected }: Pick<Standing, "green" | "due" | "projected">, today: string): boolean {
  return !green && due !== null && (projected === null ? due < today : projected > due);
}

/** Returns where an arrow key, Home or End leads in a grid; null for any other key. With `far` (Ctrl) to the very corner. */
export function stepped(
  [row, column]: readonly [number, number],
  key: string,
  [rows, columns]: readonly [number, number],
  far = false,
): [number, number] | null {
  switch (key) {
    case "ArrowLeft":
      return [row, Math.max(column - 1, 0)];
    case "ArrowRight":
      return [row, Math.min(column + 1, columns - 1)];
    case "ArrowUp":
      return [Math.max(row - 1, 0), column];
    case "ArrowDown":
      return [Math.min(row + 1, rows - 1), column];
    case "Home":
      return [far ? 0 : row, 0];
    case "End":
      return [far ? rows - 1 : row, columns - 1];
    default:
      return null;
  }
}
