/** Proposals of this session: what was asked, how the search goes, what came of it. They outlive the dialog. */
import { create } from "zustand";
import type { ApiError } from "~/api/client";
import { type ResultOf, type VariablesOf, graphql } from "~/api/graphql";
import { stream } from "~/api/stream";

const SELECTION = graphql(`
  subscription SelectQuarters($request: SelectQuartersInput!) {
    quarterSelection(request: $request) {
      seconds
      gap
      final
      proposal {
        quarters {
          label
        }
        status
        label
        gap
        model
        initiatives {
          initiative {
            id
            code
            name
          }
          state
          quarter
          before
          commitment
          must
          value
          reason
          bindingTeam {
            name
          }
          bindingSkill
          bindingQuarter
          lackingDays
          price
          leave {
            code
          }
        }
        use {
          team {
            name
          }
          skill
          used
          there
        }
        nextFte {
          team {
            name
          }
          gain
          join {
            code
          }
        }
        frontier {
          fte
          more
          team {
            name
          }
          gain
          total
          join {
            code
          }
          proven
        }
        conflict
        findings {
          message
          hint
        }
        operations
      }
    }
  }
`);

export type Request = VariablesOf<typeof SELECTION>["request"];
type News = ResultOf<typeof SELECTION>["quarterSelection"];
export type Proposal = NonNullable<News["proposal"]>;
export type Chosen = Proposal["initiatives"][number];

export interface Run {
  number: number;
  request: Request;
  proposal: Proposal;
  /** Whether the search came to its end. */
  final: boolean;
}

export interface Progress {
  /** Seconds since the search began, as last told. */
  seconds: number;
  gap: number | null;
}

interface Proposals {
  runs: readonly Run[];
  running: { stop: () => void; limit: number; progress: Progress } | undefined;
  error: ApiError | undefined;
  start: (request: Request) => void;
  stop: () => void;
}

const KEPT = 8;

export const useProposals = create<Proposals>()((set, get) => ({
  ...{ runs: [], running: undefined, error: undefined },
  start: (request) => {
    get().running?.stop();
    const number = (get().runs.at(-1)?.number ?? 0) + 1;
    const stop = stream(SELECTION, { request }, {
      heard: ({ quarterSelection: news }) => set(({ runs, running }) => ({ ...heard(runs, { number, request }, news), running: running && { ...running, progress: news } })),
      ended: (error) => set({ running: undefined, error }),
    });
    set({ error: undefined, running: { stop, limit: request.seconds ?? 5, progress: { seconds: 0, gap: null } } });
  },
  stop: () => {
    get().running?.stop();
    set({ running: undefined });
  },
}));

/** Puts the newest proposal of a run in the place of the one before. */
function heard(runs: readonly Run[], { number, request }: Pick<Run, "number" | "request">, { proposal, final }: News): Partial<Proposals> {
  if (proposal === null) return {};
  const others = runs.filter((run) => run.number !== number).slice(1 - KEPT);
  return { runs: [...others, { number, request, proposal, final }] };
}
