/** The strip of one team, or of all, in periods as long as the zoom has room for. */
import { useMemo } from "react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import { type HeatFrame, type PeriodLength, type Strip, type TeamFrame, stripOfTeam, stripOfTeams } from "./strip";

const LOADS = graphql(`
  query StripOfTeams($revision: Int, $period: CapacityPeriod!) {
    plan(revision: $revision) {
      capacity(period: $period)
    }
  }
`);

const TEAM = graphql(`
  query StripOfTeam($revision: Int, $team: ID!, $period: CapacityPeriod!) {
    plan(revision: $revision) {
      teamLoad(team: $team, period: $period)
    }
  }
`);

export interface StripAnswer {
  strip: Strip | undefined;
  teams: readonly { code: string; name: string }[];
  error: Error | null;
}

/** `team` is a code; empty: all teams. */
export function useStrip(team: string, period: PeriodLength): StripAnswer {
  const revision = useAskedRevision();
  const all = useAnswer(LOADS, { revision, period });
  const known = all.data?.plan.capacity as HeatFrame | undefined;
  const exists = team !== "" && known?.codes.includes(team) === true;
  const one = useAnswer(TEAM, { revision, team, period }, { enabled: exists });
  const frame = one.data?.plan.teamLoad as TeamFrame | undefined;
  const strip = useMemo(() => {
    if (exists) return frame === undefined ? undefined : stripOfTeam(frame);
    return known === undefined ? undefined : stripOfTeams(known);
  }, [exists, frame, known]);
  const teams = useMemo(() => (known === undefined ? [] : teamsOf(known)), [known]);
  return { strip, teams, error: all.error ?? one.error };
}

function teamsOf({ codes, names, skills }: HeatFrame): { code: string; name: string }[] {
  return codes.flatMap((code, row) => (skills[row] === "" ? [{ code, name: names[row]! }] : []));
}
