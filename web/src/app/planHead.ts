/** What the frame of the page says about the plan: its name, its revision, how many findings it has. */
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";

const HEAD = graphql(`
  query PlanHead($revision: Int) {
    portfolio {
      name
    }
    plan(revision: $revision) {
      revision
      errors: findings(severity: [ERROR], first: 1) {
        totalCount
      }
      warnings: findings(severity: [WARNING], first: 1) {
        totalCount
      }
    }
  }
`);

export interface PlanHead {
  /** Name of the portfolio; empty until it is known. */
  name: string;
  /** Revision that is shown; undefined until it is known. */
  revision?: number;
  errors: number;
  warnings: number;
}

/** Returns the head of the plan on screen. */
export function usePlanHead(): PlanHead {
  const { data } = useAnswer(HEAD, { revision: useAskedRevision() });
  if (data === undefined) return { name: "", errors: 0, warnings: 0 };
  const { revision, errors, warnings } = data.plan;
  return { name: data.portfolio.name, revision, errors: errors.totalCount, warnings: warnings.totalCount };
}
