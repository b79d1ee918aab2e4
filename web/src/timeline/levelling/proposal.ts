/** The levelled plan that is proposed: asked of the server, drawn over the timeline, taken over or dropped. */
import { create } from "zustand";
import { ApiError, ask } from "~/api/client";
import { type ResultOf, type VariablesOf, graphql } from "~/api/graphql";
import type { Proposed } from "../paint/scene";
import { parseIso } from "../time/days";

const LEVELLING = graphql(`
  query Level($objective: LevellingObjective!, $seconds: Float!, $freezeBefore: Date, $seed: Int!) {
    plan {
      revision
      levelling(objective: $objective, seconds: $seconds, freezeBefore: $freezeBefore, seed: $seed) {
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
  }
`);

export type LevelRequest = VariablesOf<typeof LEVELLING>;
type Answer = ResultOf<typeof LEVELLING>["plan"];
export type Levelled = Answer["levelling"] & { revision: number };
export type Moved = Levelled["moved"][number];

interface ProposalStore {
  proposal: Levelled | undefined;
  /** Whether the striped bars are of a search that still goes on: then what asked for it can stop it. */
  running: { stop: () => void; seconds: number } | undefined;
  error: ApiError | undefined;
  level: (request: LevelRequest) => Promise<void>;
  discard: () => void;
}

export const useLevelled = create<ProposalStore>()((set, get) => ({
  ...{ proposal: undefined, running: undefined, error: undefined },
  level: async (request) => {
    get().running?.stop();
    const control = new AbortController();
    const running = { stop: () => control.abort(), seconds: request.seconds };
    set({ running, error: undefined });
    try {
      const { plan } = await ask(LEVELLING, request, control.signal);
      if (!control.signal.aborted) set({ proposal: { ...plan.levelling, revision: plan.revision } });
    } catch (reason) {
      if (!control.signal.aborted) set({ error: reason instanceof ApiError ? reason : new ApiError(String(reason), "FAILED") });
    } finally {
      if (get().running === running) set({ running: undefined });
    }
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
