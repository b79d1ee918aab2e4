/** By when each piece of work must start for a launch to be done by a date. */
import { Loader, Table, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useFormat } from "~/parts/format";
import { Failed } from "~/parts/states";
import classes from "./Panel.module.css";
import { WorkAnchor } from "./WorkAnchor";

const SAFE = graphql(`
  query SafeStart($code: ID!, $by: Date!) {
    latestSafeStart(to: $code, by: $by) {
      feasible
      rows {
        work {
          __typename
          code
          name
        }
        latestStart
        slackDays
      }
    }
  }
`);

export function SafeStart({ code, by }: { code: string; by: string }) {
  const { t } = useTranslation("panel");
  const { day, shift } = useFormat();
  const { data, error, refetch } = useAnswer(SAFE, { code, by });
  if (error !== null && data === undefined) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loader size="sm" aria-label={t("loading")} />;
  const { rows, feasible } = data.latestSafeStart;
  return (
    <>
      <Text size="sm" {...(feasible ? {} : { c: "var(--mantine-color-error)" })}>
        {t(feasible ? "feasible" : "infeasible", { by: day(by) })}
      </Text>
      <Table fz="sm" verticalSpacing={4} horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("work")}</Table.Th>
            <Table.Th>{t("startBy")}</Table.Th>
            <Table.Th>{t("slack")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.work.code}>
              <Table.Td>
                <WorkAnchor code={row.work.code} name={row.work.name} />
              </Table.Td>
              <Table.Td className={classes["numbers"] ?? ""}>{day(row.latestStart)}</Table.Td>
              <Table.Td className={classes[row.slackDays < 0 ? "late" : "numbers"] ?? ""}>{shift(row.slackDays)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
