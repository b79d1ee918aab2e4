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
    }
  }
`);

/** Asked apart: on a new machine they wait for forecasts. */
const FOUND = graphql(`
  query PlanFindings($revision: Int) {
    plan(revision: $revision) {
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
  const asked = { revision: useAskedRevision() };
  const { data } = useAnswer(HEAD, asked);
  const found = useAnswer(FOUND, asked).data?.plan;
  const counts = { errors: found?.errors.totalCount ?? 0, warnings: found?.warnings.totalCount ?? 0 };
  return data === undefined ? { name: "", ...counts } : { name: data.portfolio.name, revision: data.plan.revision, ...counts };
}
