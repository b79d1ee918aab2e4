/** What the server says would come of the draft: asked once the draft rests, given up when it changes again. */
import { useEffect } from "react";
import { create } from "zustand";
import { ApiError, ask } from "~/api/client";
import { graphql, type ResultOf } from "~/api/graphql";
import type { Merged } from "./merge";
import { mergedOf, operationsOf } from "./steps";
import { useDraftStore, type SaveProblem } from "./store";

const LATE = graphql(`
  fragment Late on LateWork {
    work {
      __typename
      code
    }
    due
    obligation {
      instrument
    }
    finishAfter
  }
`);

export const MOVED = graphql(`
  fragment Moved on Move {
    work {
      __typename
      id
      code
      name
    }
    startBefore
    startAfter
    startWorkingDays
    finishBefore
    finishAfter
    finishDays
    finishWorkingDays
  }
`);

export const IMPACT = graphql(
  `
    fragment Impact on Impact {
      newlyCritical {
        __typename
        code
      }
      noLongerCritical {
        __typename
        code
      }
      newlyLate {
        ...Late
      }
      noLongerLate {
        ...Late
      }
    }
  `,
  [LATE],
);

export const PREVIEW = graphql(
  `
    query PreviewDraft($operations: [PlanOperation!]!, $expectedRevision: Int) {
      preview(operations: $operations, expectedRevision: $expectedRevision) {
        accepted
        changes {
          action
          type
          id
          fields {
            field
            before
            after
          }
        }
        created {
          ref
          id
        }
        moves {
          ...Moved
        }
        impact {
          ...Impact
        }
        launchChanges {
          topic
          launch {
            code
          }
          market {
            code
          }
          better
          sentence
        }
        newFindings {
          severity
          code
          message
          hint
          mend {
            node {
              __typename
              id
            }
            field
            value
          }
          nodes {
            __typename
            id
            ... on Work {
              code
            }
          }
        }
        userErrors {
          code
          rule
          message
          hint
          field
          operation
          current
        }
        warnings {
          severity
          code
          message
          hint
        }
      }
    }
  `,
  [MOVED, IMPACT],
);

export type PreviewAnswer = ResultOf<typeof PREVIEW>["preview"];
export type LaunchChange = PreviewAnswer["launchChanges"][number];
export type Impact = PreviewAnswer["impact"];
export type Move = PreviewAnswer["moves"][number];

/** The server's word on the draft. `pending`: the draft has changed since `answer`. */
export interface Preview {
  readonly answer: PreviewAnswer | undefined;
  readonly pending: boolean;
  readonly problem: SaveProblem | undefined;
  /** The edits that were asked about: `userErrors[].operation` counts them. */
  readonly sent: readonly Merged[];
}

const NONE: Preview = { answer: undefined, pending: false, problem: undefined, sent: [] };
const REST_MS = 250;

const usePreviewStore = create<Preview>(() => NONE);

/** Returns the server's preview of the whole draft. */
export function usePreview(): Preview {
  return usePreviewStore();
}

/** Keeps the preview up to date while the component is mounted; there is one such component. */
export function useKeepPreview(): void {
  const steps = useDraftStore((draft) => draft.steps);
  const base = useDraftStore((draft) => draft.base);
  useEffect(() => {
    if (steps.length === 0) {
      usePreviewStore.setState(NONE);
      return undefined;
    }
    usePreviewStore.setState({ pending: true });
    const given = new AbortController();
    const timer = setTimeout(() => void askFor(mergedOf(steps), base, given.signal), REST_MS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [steps, base]);
}

async function askFor(sent: readonly Merged[], base: number, signal: AbortSignal): Promise<void> {
  const variables = { operations: operationsOf(sent), expectedRevision: base > 0 ? base : null };
  try {
    const { preview } = await ask(PREVIEW, variables, signal);
    usePreviewStore.setState({ answer: preview, pending: false, problem: undefined, sent });
  } catch (reason) {
    if (signal.aborted) return;
    if (!(reason instanceof ApiError)) throw reason;
    const problem = { code: reason.code, message: reason.message };
    usePreviewStore.setState({ answer: undefined, pending: false, problem, sent });
  }
}
