/** Work that the server makes: what it would be, and doing it as one revision. */
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { renew } from "~/api/answers";
import { ask } from "~/api/client";
import { type ResultOf, graphql } from "~/api/graphql";
import { noteRevision } from "~/api/live";

const MADE = graphql(`
  fragment Made on Node {
    __typename
    id
    ... on Initiative {
      code
      name
      level
      schedule {
        startAt
        finishAt
      }
    }
    ... on Launch {
      code
      name
    }
  }
`);

const MOVED = graphql(`
  fragment Moved on Impact {
    launches {
      work {
        ... on Launch {
          code
        }
      }
      finishAfter
      finishDays
    }
  }
`);

export const INSTANTIATE = graphql(
  `
    mutation InstantiateTemplate($input: InstantiateTemplateInput!) {
      instantiateTemplate(input: $input) {
        applied
        revision
        changes {
          action
          type
        }
        nodes {
          ...Made
        }
        impact {
          ...Moved
        }
        newFindings {
          message
        }
        userErrors {
          message
          hint
        }
      }
    }
  `,
  [MADE, MOVED],
);

export const LOCALISE = graphql(
  `
    mutation Localise($input: LocaliseInput!) {
      localise(input: $input) {
        applied
        revision
        changes {
          action
          type
        }
        nodes {
          ...Made
        }
        impact {
          ...Moved
        }
        newFindings {
          message
        }
        userErrors {
          message
          hint
        }
      }
    }
  `,
  [MADE, MOVED],
);

export type Generated = ResultOf<typeof INSTANTIATE>["instantiateTemplate"];

interface Generating {
  /** What it would do, once asked. */
  proposal: Generated | undefined;
  /** Asks what it would do. */
  propose: () => void;
  /** Does it. */
  apply: () => void;
  /** Forgets the proposal: something that it depends on has changed. */
  forget: () => void;
  pending: boolean;
  error: Error | null;
}

/** Returns a proposal of what `run` makes, and what does it; `done` is called after it is done. */
export function useGenerated(run: (dryRun: boolean) => Promise<Generated>, done: (made: Generated) => void): Generating {
  const proposing = useMutation({ mutationFn: () => run(true) });
  const applying = useMutation({
    mutationFn: () => run(false),
    onSuccess: (made) => {
      if (!made.applied) return;
      noteRevision(made.revision);
      void renew();
      done(made);
    },
  });
  const { mutate: proposeAgain, reset: forgetProposal } = proposing;
  const { reset: forgetRefusal } = applying;
  const propose = useCallback(() => {
    forgetRefusal();
    proposeAgain();
  }, [forgetRefusal, proposeAgain]);
  const refused = applying.data?.applied === false ? applying.data : undefined;
  return {
    proposal: refused ?? proposing.data,
    propose,
    apply: () => applying.mutate(),
    forget: () => {
      forgetRefusal();
      forgetProposal();
    },
    pending: proposing.isPending || applying.isPending,
    error: applying.error ?? proposing.error,
  };
}

/** Says that something was done. */
export function announce(message: string): void {
  notifications.show({ message, color: "accent" });
}

/** Runs the making of work from a template. */
export async function instantiated(form: TemplateForm, dryRun: boolean): Promise<Generated> {
  return (await ask(INSTANTIATE, { input: { ...inputOf(form), dryRun } })).instantiateTemplate;
}

/** What the form for a template holds; empty texts are left out. */
export interface TemplateForm {
  template: string;
  prefix: string;
  name: string;
  day: string;
  launch: string;
  owner: string;
  markets: readonly string[];
}

/** Returns the input of the mutation. */
export function inputOf({ template, prefix, name, day, launch, owner, markets }: TemplateForm) {
  return {
    template,
    prefix: prefix.trim(),
    name: name.trim(),
    ...(day !== "" && { day }),
    ...(launch !== "" && { launch }),
    ...(owner.trim() !== "" && { owner: owner.trim() }),
    ...(markets.length > 0 && { markets: [...markets] }),
  };
}
