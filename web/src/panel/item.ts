/** One initiative, milestone, programme or launch with all that the panel shows of it. */
import { useAnswer } from "~/api/answers";
import { graphql, type ResultOf } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";

export const SCHEDULE = graphql(`
  fragment Dates on WorkSchedule {
    startAt
    finishAt
    lateStartAt
    lateFinishAt
    totalFloatDays
    freeFloatDays
    critical
    nearCritical
    binding
  }
`);

export const LINK = graphql(`
  fragment Link on Dependency {
    id
    type
    lag
    lagCalendar
    externalParty
    promise
    promisedBy
    requestedOn
    neededBy
    promisedFor
    deliveredOn
    note
    predecessor {
      __typename
      id
      code
      name
    }
    successor {
      __typename
      id
      code
      name
    }
  }
`);

const DUTY = graphql(`
  fragment Duty on Obligation {
    id
    code
    instrument
    duty
    jurisdiction
    day
    status
    confidence
  }
`);

const ITEM = graphql(
  `
    query Item($code: String!, $revision: Int) {
      plan(revision: $revision) {
        revision
        initiative(code: $code) {
          __typename
          id
          code
          name
          description
          level
          kind
          stage
          status
          priorityClass
          owner
          lineOfBusiness
          policyArea
          regions
          tags
          duration
          optimistic
          pessimistic
          percentComplete
          actualStart
          actualFinish
          remaining
          constraint
          constraintDate
          secondConstraint
          secondConstraintDate
          milestoneInstant
          deadline
          active
          manualStart
          manualFinish
          resume
          levellingDelay
          levellingPriority
          effortRule
          ignoresResourceCalendars
          parent {
            id
            code
            name
          }
          calendar {
            id
            code
            name
          }
          objectives {
            id
            code
            name
          }
          markets {
            id
            code
            name
          }
          ancestors {
            id
            code
            name
          }
          children {
            id
            code
            name
            level
            status
            schedule {
              finishAt
              critical
            }
          }
          effectiveKind {
            value
            from {
              code
            }
          }
          effectivePriorityClass {
            value
            from {
              code
            }
          }
          effectiveOwner {
            value
            from {
              code
            }
          }
          effectiveLineOfBusiness {
            value
            from {
              code
            }
          }
          effectivePolicyArea {
            value
            from {
              code
            }
          }
          effectiveCalendar {
            value {
              id
              code
              name
            }
            from {
              code
            }
          }
          demands {
            id
          }
          assignments {
            id
          }
          predecessors {
            ...Link
          }
          successors {
            ...Link
          }
          obligations {
            ...Duty
          }
          schedule {
            ...Dates
          }
        }
        launch(code: $code) {
          __typename
          id
          code
          name
          description
          tier
          status
          owner
          lineOfBusiness
          policyArea
          targetDate
          notBefore
          launchedOn
          launchMarkets: markets {
            id
            wave
            market {
              id
              code
              name
            }
          }
          predecessors {
            ...Link
          }
          successors {
            ...Link
          }
          obligations {
            ...Duty
          }
          schedule {
            ...Dates
          }
        }
      }
    }
  `,
  [LINK, DUTY, SCHEDULE],
);

type Answer = ResultOf<typeof ITEM>["plan"];
export type InitiativeItem = NonNullable<Answer["initiative"]>;
export type LaunchItem = NonNullable<Answer["launch"]>;
export type Item = InitiativeItem | LaunchItem;
export type Link = ResultOf<typeof LINK>;
export type Duty = ResultOf<typeof DUTY>;

/** Returns the item with a code as of the revision on screen; null if there is none. */
export function useItem(code: string) {
  const revision = useAskedRevision();
  const { data, error, isPending, isPlaceholderData, refetch } = useAnswer(ITEM, { code, revision });
  const item = data?.plan.initiative ?? data?.plan.launch ?? null;
  const stale = isPlaceholderData && item?.code.toLowerCase() !== code.toLowerCase();
  return { item: stale ? null : item, error, isPending: isPending || stale, retry: () => void refetch() };
}
