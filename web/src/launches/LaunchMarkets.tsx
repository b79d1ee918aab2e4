/** The markets of a launch, wave by wave, with the target of each. */
import { Table } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { DateText } from "~/parts/DateText";
import { millisecondsOf } from "~/parts/format";
import { Slip } from "./LaunchCalendar";
import classes from "./launches.module.css";

const MARKETS = graphql(`
  query LaunchMarkets($launch: ID!) {
    launch(id: $launch) {
      targetDate
      markets {
        id
        wave
        owner
        targetDate
        market {
          code
          name
        }
      }
    }
  }
`);

const DAY = 86_400_000;

export function LaunchMarkets({ id, predicted }: { id: string; predicted: number }) {
  const { t } = useTranslation("launches");
  const { data } = useAnswer(MARKETS, { launch: id });
  const markets = [...(data?.launch?.markets ?? [])].sort(
    (a, b) => a.wave - b.wave || (a.market.code < b.market.code ? -1 : 1),
  );
  if (markets.length === 0) return null;
  const slip = (target: string | null) =>
    target === null ? null : Math.floor((predicted * 60_000) / DAY) - Math.floor(millisecondsOf(target) / DAY);
  return (
    <section>
      <h2>{t("column.markets")}</h2>
      <Table aria-label={t("column.markets")} className={classes["steps"] ?? ""}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.market")}</Table.Th>
            <Table.Th>{t("column.wave")}</Table.Th>
            <Table.Th>{t("column.target")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {markets.map((one) => {
            const target = one.targetDate ?? data?.launch?.targetDate ?? null;
            return (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <span className={classes["code"]}>{one.market.code}</span> {one.market.name}
                  {one.owner !== "" && <div className={classes["dim"]}>{one.owner}</div>}
                </Table.Td>
                <Table.Td>{one.wave}</Table.Td>
                <Table.Td className={classes["date"]}>
                  {target === null ? t("noTarget") : <DateText date={target} />}
                  <Slip days={slip(target)} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}
