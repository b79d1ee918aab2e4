/** What is chosen, in columns of the quarters in which it starts. */
import { Badge } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Chosen, Proposal } from "./proposals";
import classes from "./optimiser.module.css";

const TIERS = { COMMITTED: "accent", STRETCH: "yellow", OUTLOOK: "gray" } as const;

export function ByQuarter({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const running = proposal.initiatives.filter(({ state }) => state === "RUNNING");
  const columns = proposal.quarters.map(({ label }) => ({
    label,
    rows: inQuarter(proposal.initiatives, label),
  }));
  return (
    <div className={classes["quarters"]} style={{ gridTemplateColumns: `repeat(${columns.length + (running.length > 0 ? 1 : 0)}, minmax(150px, 1fr))` }}>
      {running.length > 0 && <Quarter title={t("begun")} rows={running} />}
      {columns.map(({ label, rows }) => (
        <Quarter key={label} title={format.quarter(label)} rows={rows} />
      ))}
    </div>
  );
}

/** What starts in a quarter, then its stretch goals: left out, unless nothing unplanned comes up. */
function inQuarter(rows: readonly Chosen[], label: string): Chosen[] {
  const there = rows.filter(({ quarter }) => quarter === label);
  return there.toSorted((a, b) => Number(a.state === "LEFT_OUT") - Number(b.state === "LEFT_OUT"));
}

function Quarter({ title, rows }: { title: string; rows: readonly Chosen[] }) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  return (
    <section aria-label={title}>
      <h3>
        {title} <span>{rows.length}</span>
      </h3>
      <ul>
        {rows.map((row) => (
          <li key={row.initiative.id} title={row.initiative.name}>
            <b>{row.initiative.code}</b> {row.initiative.name}
            <span className={classes["badges"]}>
              {row.must && <Badge color="violet">{t("select.must")}</Badge>}
              {row.commitment !== null && row.quarter !== null && <Badge color={TIERS[row.commitment]}>{t(`tier.${row.commitment}`)}</Badge>}
              {row.before !== null && row.before !== row.quarter && (
                <Badge color="orange">{t("select.shift", { from: format.quarter(row.before), to: title })}</Badge>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
