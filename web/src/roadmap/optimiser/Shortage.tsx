/** Where people are short: what the next FTE of each team is worth, and how full the choice makes each team. */
import { Table, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { shareOf } from "./SelectQuarters";
import type { Proposal } from "./proposals";
import classes from "./optimiser.module.css";

export function Shortage({ proposal }: { proposal: Proposal }) {
  return (
    <div className={classes["shortage"]}>
      {proposal.nextFte.length > 0 && <MorePeople proposal={proposal} />}
      <Use proposal={proposal} />
    </div>
  );
}

function MorePeople({ proposal: { nextFte, frontier } }: { proposal: Proposal }) {
  const { t } = useTranslation("roadmap");
  const worth = nextFte.filter(({ gain }) => gain > 0);
  return (
    <section>
      <h3>{worth[0] === undefined ? t("select.noGain") : t("select.gains", { team: worth[0].team.name })}</h3>
      <Text size="xs" c="dimmed">
        {t("select.gainHint")}
      </Text>
      <Gains label={t("select.tab.next")} rows={worth.map(({ team, ...row }) => ({ name: team.name, total: row.gain, ...row }))} />
      {frontier.length > 0 && (
        <section>
          <h3>{t("select.frontier")}</h3>
          <Text size="xs" c="dimmed">
            {t("select.frontierHint")}
          </Text>
          <Gains
            label={t("select.frontier")}
            rows={frontier.map(({ fte, more, team, proven, ...row }) => ({
              name: t(proven ? "select.fteStep" : "select.fteFound", { fte, more, team: team.name }),
              ...row,
            }))}
          />
        </section>
      )}
    </section>
  );
}

/** What each of some rows gains, with a bar for all that is gained up to it. */
function Gains({ label, rows }: { label: string; rows: readonly { name: string; gain: number; total: number; join: readonly { code: string }[] }[] }) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const most = Math.max(...rows.map(({ total }) => total));
  if (rows.length === 0) return null;
  return (
    <Table aria-label={label} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("select.team")}</Table.Th>
          <Table.Th w="30%">{t("select.gain")}</Table.Th>
          <Table.Th>{t("select.joins")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ name, gain, total, join }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>
              <span className={classes["gain"]}>
                <span style={{ width: `${(total / most) * 100}%` }} aria-hidden />
              </span>
              +{shareOf(total, format)}
              {total > gain && <span className={classes["days"]}>(+{shareOf(gain, format)})</span>}
            </Table.Td>
            <Table.Td>{join.map(({ code }) => code).join(", ")}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Use({ proposal: { use, quarters } }: { proposal: Proposal }) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const full = (row: Proposal["use"][number]) => Math.max(...row.used.map((used, at) => (row.there[at]! > 0 ? used / row.there[at]! : Number(used > 0) * 9)));
  const rows = use.toSorted((a, b) => full(b) - full(a));
  return (
    <section>
      <h3>{t("select.use")}</h3>
      <Table aria-label={t("select.use")} verticalSpacing={3} className={classes["use"] ?? ""}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("select.team")}</Table.Th>
            {quarters.map(({ label }) => (
              <Table.Th key={label} ta="end">
                {format.quarter(label)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={`${row.team.name} ${row.skill}`}>
              <Table.Th scope="row">
                {row.team.name}
                {row.skill !== "" && ` · ${row.skill}`}
              </Table.Th>
              {quarters.map(({ label }, at) => {
                const [used, there] = [row.used[at]!, row.there[at]!];
                const over = used > there + 0.05;
                return (
                  <Table.Td key={label} ta="end" data-over={over || undefined}>
                    {over && "▲ "}
                    {there > 0 ? format.percent((used / there) * 100) : used > 0 ? "∞" : "–"}
                    <span className={classes["days"]}>
                      {format.number(used, 0)} / {format.number(there, 0)}
                    </span>
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
