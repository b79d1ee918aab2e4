/** The levelled plan that is proposed: asked of the server, drawn over the timeline, taken over or dropped. */
import { create } from "zustand";
import type { ApiError } from "~/api/client";
import { type ResultOf, type VariablesOf, graphql } from "~/api/graphql";
import { stream } from "~/api/stream";
import type { Proposed } from "../paint/scene";
import { parseIso } from "../time/days";

const LEVELLING = graphql(`
  subscription Level($objective: LevellingObjective!, $seconds: Float!, $freezeBefore: Date, $seed: Int!) {
    levelling(objective: $objective, seconds: $seconds, freezeBefore: $freezeBefore, seed: $seed) {
      revision
      label
      gap
      finishBefore
      finishAfter
      lateDaysBefore
      lateDaysAfter
      moved {
        item {
          id
          code
          name
        }
        startBefore
        finishBefore
        startAfter
        finishAfter
        delayDays
        shiftDays
        overCapacity
        totalFloatDays
        reason
        restReason
      }
      links {
        waits {
          id
        }
        waitsFor {
          code
        }
        team {
          name
        }
        skill
        person {
          name
        }
      }
      operations
      findings {
        message
      }
    }
  }
`);

export type LevelRequest = VariablesOf<typeof LEVELLING>;
export type Levelled = ResultOf<typeof LEVELLING>["levelling"];
export type Moved = Levelled["moved"][number];

interface ProposalStore {
  proposal: Levelled | undefined;
  /** Whether the striped bars are of a search that still goes on: then what asked for it can stop it. */
  running: { stop: () => void; seconds: number } | undefined;
  error: ApiError | undefined;
  level: (request: LevelRequest) => void;
  discard: () => void;
}

export const useLevelled = create<ProposalStore>()((set, get) => ({
  ...{ proposal: undefined, running: undefined, error: undefined },
  level: (request) => {
    get().running?.stop();
    const end = stream(LEVELLING, request, {
      heard: ({ levelling }) => set({ proposal: levelling }),
      ended: (error) => set({ running: undefined, error }),
    });
    const stop = () => {
      end();
      set({ running: undefined });
    };
    set({ running: { stop, seconds: request.seconds }, error: undefined });
  },
  discard: () => {
    get().running?.stop();
    set({ proposal: undefined, running: undefined, error: undefined });
  },
}));

/** Returns the proposed dates of the rows of a chart that move. */
export function proposedDates(codes: readonly string[], moved: readonly Pick<Moved, "item" | "startAfter" | "finishAfter">[]): Proposed {
  const rows = new Map(codes.map((code, row) => [code, row]));
  const start = new Float64Array(codes.length).fill(Number.NaN);
  const finish = new Float64Array(codes.length).fill(Number.NaN);
  const found: number[] = [];
  for (const { item, startAfter, finishAfter } of moved) {
    const row = rows.get(item.code);
    if (row === undefined) continue;
    found.push(row);
    start[row] = parseIso(startAfter);
    finish[row] = parseIso(finishAfter);
  }
  return { rows: found, start, finish };
}
