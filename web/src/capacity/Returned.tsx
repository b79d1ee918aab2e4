/** Time that automation gives back: what was promised, what is due by now, and what was found. */
import { Table, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { type ResultOf, graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import { CodeLink } from "~/parts/CodeLink";
import { useFormat } from "~/parts/format";
import { Empty, Failed, Loading } from "~/parts/states";
import classes from "./capacity.module.css";

const RETURNED = graphql(`
  query Returned($revision: Int) {
    plan(revision: $revision) {
      returnedCapacity {
        initiative {
          code
          name
        }
        team {
          name
        }
        skill
        liveOn
        fullHours
        promisedHours
        realisedOn
        realisedHours
        share
      }
    }
  }
`);

type Row = ResultOf<typeof RETURNED>["plan"]["returnedCapacity"][number];

export function Returned() {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const { data, error, refetch } = useAnswer(RETURNED, { revision: useAskedRevision() });
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} retry={() => void refetch()} />;
  const rows = data.plan.returnedCapacity;
  if (rows.length === 0) return <Empty title={t("back.none.title")} hint={t("back.none.hint")} />;
  const hours = (value: number) => t("back.hours", { hours: format.number(value) });
  const sum = (value: (row: Row) => number) => hours(rows.reduce((total, row) => total + value(row), 0));
  return (
    <div className={classes["report"]} tabIndex={0} role="region" aria-label={t("part.returned")}>
      <section>
        <h2>{t("back.title")}</h2>
        <Text size="xs" c="dimmed" mb={6}>
          {t("back.hint")}
        </Text>
        <Table aria-label={t("back.title")} verticalSpacing={6} maw={1180}>
          <Table.Thead>
            <Table.Tr>
              {(["automation", "team", "live", "full", "now", "found"] as const).map((name) => (
                <Table.Th key={name}>{t(`back.${name}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row.initiative.code} ${row.team.name} ${row.skill}`}>
                <Table.Th scope="row">
                  <CodeLink code={row.initiative.code} /> {row.initiative.name}
                </Table.Th>
                <Table.Td>
                  {row.team.name}
                  {row.skill !== "" && ` · ${row.skill}`}
                </Table.Td>
                <Table.Td>{format.day(row.liveOn)}</Table.Td>
                <Table.Td>{hours(row.fullHours)}</Table.Td>
                <Table.Td>{hours(row.promisedHours)}</Table.Td>
                <Table.Td>
                  <Found row={row} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{t("back.sum")}</Table.Th>
              <Table.Td />
              <Table.Td />
              <Table.Td>
                <b>{sum(({ fullHours }) => fullHours)}</b>
              </Table.Td>
              <Table.Td>
                <b>{sum(({ promisedHours }) => promisedHours)}</b>
              </Table.Td>
              <Table.Td>
                <b>{sum(({ realisedHours }) => realisedHours ?? 0)}</b>
              </Table.Td>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </section>
    </div>
  );
}

/** As much of a bar as was found of what was promised by then. */
function Found({ row: { realisedHours, realisedOn, share } }: { row: Row }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  if (realisedHours === null) return <Text c="dimmed">{t("back.unseen")}</Text>;
  return (
    <>
      {share !== null && (
        <span className={classes["against"]} data-short={share < 0.9 || undefined} aria-hidden>
          <span style={{ width: `${Math.min(share, 1) * 100}%` }} />
        </span>
      )}
      <b>{t("back.hours", { hours: format.number(realisedHours) })}</b>
      <span className={classes["about"]}>
        {share !== null && `${t("back.share", { percent: format.percent(share * 100) })} · `}
        {t("back.on", { day: format.day(realisedOn) })}
      </span>
    </>
  );
}
