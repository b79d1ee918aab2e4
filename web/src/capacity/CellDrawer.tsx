/** One cell in full: how its supply comes about, what asks for it, and what one more person would change. */
import { Drawer, Table, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { type ResultOf, graphql } from "~/api/graphql";
import { useParam } from "~/app/view";
import { CodeLink } from "~/parts/CodeLink";
import { useFormat } from "~/parts/format";
import { Failed, Loading } from "~/parts/states";
import { periodName } from "./HeatTable";
import classes from "./capacity.module.css";
import type { PeriodLength } from "./heat";

const CELL = graphql(`
  query CapacityCellInFull($team: ID!, $skill: String!, $period: CapacityPeriod!, $on: Date!) {
    capacityCell(team: $team, skill: $skill, period: $period, on: $on) {
      team {
        name
        code
      }
      skill
      period {
        label
      }
      supply
      demand
      percent
      gap
      arithmetic {
        factors {
          name
          value
        }
        added {
          name
          value
        }
        total
        text
      }
      items {
        initiative {
          id
          code
          name
        }
        skill
        personDays
        share
      }
    }
    capacityWhatIf(team: $team, skill: $skill, period: $period, from: $on, to: $on) {
      percentAfter
      overloadAfter
    }
  }
`);

type Answer = ResultOf<typeof CELL>;

export function CellDrawer({ period }: { period: PeriodLength }) {
  const { t } = useTranslation("capacity");
  const [key, setKey] = useParam("cell");
  const [team = "", skill = "", on = ""] = key.split("|");
  const isOpen = team !== "" && on !== "";
  const { data, error, refetch } = useAnswer(CELL, { team, skill, period, on }, { enabled: isOpen });
  return (
    <Drawer
      opened={isOpen}
      onClose={() => setKey("")}
      position="right"
      size={440}
      title={data ? data.capacityCell.team.name : t("loading")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={8} />}
      {data !== undefined && <Cell answer={data} />}
    </Drawer>
  );
}

function Cell({ answer: { capacityCell: cell, capacityWhatIf } }: { answer: Answer }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const days = (value: number) => t("personDays", { days: format.number(value) });
  const change = capacityWhatIf[0];
  const percent = (value: number | null) => (value === null ? t("nobody") : format.percent(value));
  return (
    <div className={classes["details"]}>
      <Text fw={600}>
        {periodName(cell.period.label, format)}
        {cell.skill !== "" && ` · ${cell.skill}`}
      </Text>
      <Text>
        {t("balance", { percent: percent(cell.percent), demand: days(cell.demand), supply: days(cell.supply) })}{" "}
        {cell.gap < 0 ? <b>{t("missing", { days: days(-cell.gap) })}</b> : t("left", { days: days(cell.gap) })}
      </Text>
      <section>
        <h2>{t("arithmetic")}</h2>
        <Table aria-label={t("arithmetic")}>
          <Table.Tbody>
            {cell.arithmetic.factors.map(({ name, value }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td className={classes["figure"]}>× {format.number(value, value < 5 && value % 1 !== 0 ? 3 : 1)}</Table.Td>
              </Table.Tr>
            ))}
            {cell.arithmetic.added.map(({ name, value }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td className={classes["figure"]}>{format.shift(value)}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th scope="row">{t("supply")}</Table.Th>
              <Table.Td className={classes["figure"]}>
                <b>{days(cell.arithmetic.total)}</b>
              </Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
        {change !== undefined && cell.demand > 0 && (
          <Text size="sm" c="dimmed" mt={6}>
            {t("oneMore", { percent: percent(change.percentAfter), missing: days(change.overloadAfter) })}
          </Text>
        )}
      </section>
      <section>
        <h2>{t("items")}</h2>
        {cell.items.length === 0 && <Text c="dimmed">{t("noItems")}</Text>}
        <ul className={classes["items"]}>
          {cell.items.map(({ initiative, personDays, share, skill }) => (
            <li key={`${initiative.id} ${skill}`}>
              <span>
                <CodeLink code={initiative.code} /> {initiative.name}
                {skill !== "" && <span className={classes["about"]}>{skill}</span>}
              </span>
              <span className={classes["figure"]}>{days(personDays)}</span>
              <span className={classes["share"]} style={{ width: `${share * 100}%` }} aria-hidden />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
