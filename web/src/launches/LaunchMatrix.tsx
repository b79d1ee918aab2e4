/** Launches by markets: how each market of each launch stands and by when it is ready. */
import { type KeyboardEvent, useRef, useState } from "react";
import { useOpen } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { stepped } from "~/readiness/matrix";
import type { LaunchStanding, MarketStanding } from "~/readiness/overview";
import classes from "~/readiness/Overview.module.css";
import { CellSign } from "~/readiness/signs";
import { StandingSummary } from "~/readiness/StandingSummary";
import type { Chance } from "~/readiness/chances";
import { LaunchLink } from "./LaunchLink";
import type { Launch } from "./launches";

interface Props {
  launches: readonly Launch[];
  standings: ReadonlyMap<string, LaunchStanding>;
  chances: ReadonlyMap<string, Chance>;
}

export function LaunchMatrix({ launches, standings, chances }: Props) {
  const { t } = useTranslation("launches");
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = launches.filter(({ code }) => standings.has(code));
  const columns = columnsOf(shown.map(({ code }) => standings.get(code)!));
  const keys = (event: KeyboardEvent) => {
    const next = stepped(at, event.key, [shown.length, columns.length], event.ctrlKey || event.metaKey);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    body.current?.querySelector<HTMLElement>(`[data-at="${next.join()}"]`)?.focus();
  };
  return (
    <table className={classes["matrix"]} aria-label={t("matrix")}>
      <thead>
        <tr>
          <th scope="col">{t("column.launch")}</th>
          {columns.map(([code, name]) => (
            <th key={code} scope="col" title={name}>
              {code === "" ? t("readiness:allMarkets") : code}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={keys}>
        {shown.map((launch, row) => {
          const standing = standings.get(launch.code)!;
          return (
            <tr key={launch.id}>
              <th scope="row">
                <LaunchLink code={launch.code} name={launch.name} />
                <StandingSummary standing={standing} chance={chances.get(launch.id)} />
              </th>
              {columns.map(([code], column) => (
                <MarketCell
                  key={code}
                  launch={launch.code}
                  standing={standing.markets.find(({ market }) => market === code)}
                  place={`${row},${column}`}
                  entered={at[0] === row && at[1] === column}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface CellProps {
  launch: string;
  /** Undefined: the launch is not for this market. */
  standing: MarketStanding | undefined;
  place: string;
  entered: boolean;
}

function MarketCell({ launch, standing, place, entered }: CellProps) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const open = useOpen();
  const focus = { "data-at": place, tabIndex: entered ? 0 : -1 };
  if (standing === undefined) return <td {...focus} />;
  const { market, state, predicted, slackDays, liveOn, blocking } = standing;
  const day = liveOn ?? predicted;
  const slack = liveOn !== null || slackDays === null ? "" : slackDays < 0 ? t("daysLate", { count: -slackDays }) : t("daysLeft", { count: slackDays });
  const said = [t(`cell.${state}`), day === null ? t("nobodyKnows") : format.day(day), slack];
  return (
    <td>
      <button
        type="button"
        className={classes["cell"]}
        data-state={state}
        aria-label={[`${launch} ${market}`, ...said, blocking !== "" && t("overview.decides", { gate: blocking })].filter(Boolean).join(", ")}
        title={[t(`cellHint.${state}`), slack].filter(Boolean).join("\n")}
        onClick={() => open(`/launches/${encodeURIComponent(launch)}${blocking === "" ? "" : `?gate=${market || "*"}.${blocking}`}`)}
        {...focus}
      >
        <span className={classes["state"]}>
          <CellSign state={state} />
          {t(`cell.${state}`)}
        </span>
        <span>{day === null ? t("noDay") : format.day(day)}</span>
      </button>
    </td>
  );
}

/** Returns the markets of all launches, those of most launches first, as code and name. */
function columnsOf(standings: readonly LaunchStanding[]): [string, string][] {
  const found = new Map<string, { name: string; count: number }>();
  for (const { market, name } of standings.flatMap(({ markets }) => markets)) {
    found.set(market, { name, count: (found.get(market)?.count ?? 0) + 1 });
  }
  const sorted = [...found].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
  return sorted.map(([code, { name }]) => [code, name]);
}
