/** One gate with everything that feeds it, and what can be said of it. */
import { type ResultOf, graphql } from "~/api/graphql";

export const GATE = graphql(`
  query GateStanding($launch: ID!, $market: ID, $template: ID!, $revision: Int) {
    plan(revision: $revision) {
      gateStanding(launch: $launch, market: $market, template: $template) {
        template {
          code
          name
          description
          signOffs
        }
        gate {
          id
          recorded
          recordedOn
          recordedBy
          note
        }
        owner
        hard
        weight
        due
        projected
        state
        proved
        green
        drift
        reasons
        waiver {
          approver
          reason
          grantedOn
          expiresOn
          url
        }
        feeds {
          feed
          state
          sentence
          projected
          missing
          drift
          node {
            __typename
            ... on Initiative {
              code
            }
            ... on SignOff {
              id
              function
              approver
              delegate
              state
            }
            ... on Evidence {
              url
            }
          }
        }
      }
    }
  }
`);

export type Gate = ResultOf<typeof GATE>["plan"]["gateStanding"];
export type Feed = Gate["feeds"][number];

export const RECORD = graphql(`
  mutation RecordGate($input: RecordGateInput!) {
    recordGate(input: $input) {
      applied
      revision
      userErrors {
        message
        hint
      }
    }
  }
`);

/** What can be said of a gate by hand, in the order in which it is offered; "" takes back what was said. */
export const SAYABLE = ["IN_PROGRESS", "PASSED", "FAILED", "WAIVED", "NOT_APPLICABLE", "NOT_STARTED", ""] as const;
