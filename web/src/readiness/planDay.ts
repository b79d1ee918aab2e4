/** The day on which what is recorded now counts. */
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";

const DAY = graphql(`
  query PlanDay {
    portfolio {
      statusDate
    }
  }
`);

/** Returns the status date of a plan as ISO; where it has none, today. */
export function planDay(statusDate: string | null | undefined): string {
  return statusDate ?? new Date().toISOString().slice(0, 10);
}

export function usePlanDay(): string {
  return planDay(useAnswer(DAY, {}).data?.portfolio.statusDate);
}
