/** Scenarios as the server has them: the list, what the plan has changed since, how they compare, and what is done to them. */
import { type ResultOf, graphql } from "~/api/graphql";

export const LIST = graphql(`
  query Scenarios($revision: Int) {
    plan(revision: $revision) {
      revision
      scenarios(first: 200) {
        nodes {
          id
          code
          name
          description
          owner
          status
          baseRevision
          edits {
            action
          }
        }
      }
    }
  }
`);

/** Costs the server a merge for each: asked apart, so that the list need not wait. */
export const CONFLICTS = graphql(`
  query ScenarioConflicts($revision: Int) {
    plan(revision: $revision) {
      scenarios(first: 60, filter: { status: { eq: OPEN } }) {
        nodes {
          code
          conflicts {
            field
          }
        }
      }
    }
  }
`);

export const COMPARE = graphql(`
  query CompareScenarios($revision: Int, $codes: [ID!]) {
    plan(revision: $revision) {
      compareScenarios(codes: $codes) {
        scenario {
          id
          code
          name
          conflicts {
            field
          }
          clashes {
            code
            severity
            message
            hint
          }
        }
        moved
        movedDays
        finishBefore
        finishAfter
        launches {
          launch {
            code
            name
          }
          finishBefore
          finishAfter
          days
          lateDaysBefore
          lateDaysAfter
        }
        newlyMissed {
          work {
            __typename
            code
          }
          obligation {
            instrument
          }
          due
        }
        noLongerMissed {
          work {
            __typename
            code
          }
          obligation {
            instrument
          }
          due
        }
        load {
          team {
            code
            name
          }
          skill
          quarter
          before {
            percent
          }
          after {
            percent
          }
        }
        peakBefore {
          team {
            code
          }
          quarter
          percent
        }
        peakAfter {
          team {
            code
          }
          quarter
          percent
        }
        newFindings {
          severity
          code
          message
          node {
            id
          }
        }
        goneFindings {
          severity
          code
          message
          node {
            id
          }
        }
        leftOut {
          message
          hint
        }
        changes {
          action
          id
          label
          fields {
            title
            beforeText
            afterText
          }
        }
      }
    }
  }
`);

export const OPERATIONS = graphql(`
  query ScenarioOperations($code: String!) {
    scenario(code: $code) {
      id
      code
      name
      baseRevision
      operations
    }
  }
`);

export const DROP = graphql(`
  mutation DropScenario($input: DropScenarioInput!) {
    dropScenario(input: $input) {
      revision
      userErrors {
        message
        hint
      }
    }
  }
`);

export const REOPEN = graphql(`
  mutation ReopenScenario($input: UpdateScenarioInput!) {
    updateScenario(input: $input) {
      revision
      userErrors {
        message
        hint
      }
    }
  }
`);

export type Scenario = ResultOf<typeof LIST>["plan"]["scenarios"]["nodes"][number];
export type Compared = ResultOf<typeof COMPARE>["plan"]["compareScenarios"][number];
