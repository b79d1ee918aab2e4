/** One path to the launch, step by step, with bars on an axis of its own. */
import { Badge, Table } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import type { Portfolio } from "~/model/portfolio";
import { CodeLink } from "~/parts/CodeLink";
import { DateText } from "~/parts/DateText";
import { useFormat } from "~/parts/format";
import classes from "./launches.module.css";

export interface Path {
  rank: number;
  class: string;
  floatDays: number;
  joins: { code?: string } | null;
  steps: readonly {
    floatDays: number;
    work: { id?: string };
    dependency: { type: string; lag: string } | null;
  }[];
}

interface Props {
  portfolio: Portfolio;
  path: Path;
  target: number | null;
  /** First and last minute of the axis that all paths share. */
  span: readonly [number, number];
}

export function PathLadder({ portfolio, path, target, span: [first, last] }: Props) {
  const { t } = useTranslation("launches");
  const format = useFormat();
  const steps = rowsOf(portfolio, path);
  const title = path.rank === 1 ? t("deciding") : t("next", { rank: path.rank });
  const share = (at: number) => `${((at - first) / Math.max(last - first, 1)) * 100}%`;
  return (
    <section className={classes["ladder"]} aria-label={title}>
      <h2>
        {title}
        {path.rank > 1 && <Badge color="gray">{t("pathFloat", { days: format.days(path.floatDays) })}</Badge>}
        {path.joins?.code !== undefined && <span className={classes["dim"]}>{t("joins", { code: path.joins.code })}</span>}
      </h2>
      <Table aria-label={title} className={classes["steps"] ?? ""}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.work")}</Table.Th>
            <Table.Th>{t("column.start")}</Table.Th>
            <Table.Th>{t("column.finish")}</Table.Th>
            <Table.Th className={classes["trackCell"]}>{t("column.dates")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map(({ row, dependency }) => (
            <Table.Tr key={row}>
              <Table.Td>
                <CodeLink code={portfolio.codes[row]!} /> {portfolio.names[row]!}
                {dependency !== null && <LinkWords type={dependency.type} lag={dependency.lag} />}
              </Table.Td>
              <Table.Td className={classes["date"]}>
                <DateText date={portfolio.start[row]} />
              </Table.Td>
              <Table.Td className={classes["date"]}>
                <DateText date={portfolio.finish[row]} />
              </Table.Td>
              <Table.Td className={classes["trackCell"]}>
                <div className={classes["track"]} aria-hidden>
                  {target !== null && <span className={classes["targetLine"]} style={{ insetInlineStart: share(target) }} />}
                  <span
                    className={classes["step"]}
                    data-critical={portfolio.critical[row] === 1 || undefined}
                    style={{
                      insetInlineStart: share(portfolio.start[row]!),
                      insetInlineEnd: `calc(100% - ${share(portfolio.finish[row]!)})`,
                    }}
                  />
                </div>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** Returns the steps of a path with their rows; those that the draft has deleted are left out. */
export function rowsOf(portfolio: Portfolio, path: Path) {
  return path.steps
    .map((step) => ({ ...step, row: portfolio.rowOf(step.work.id ?? "") }))
    .filter(({ row }) => row >= 0 && !Number.isNaN(portfolio.start[row]!));
}

/** How a step hangs on the one before, where it is not plainly after it. */
function LinkWords({ type, lag }: { type: string; lag: string }) {
  const words = [type === "FS" ? "" : type, /^0/.test(lag) ? "" : lag].filter(Boolean).join(" ");
  return words === "" ? null : <span className={classes["dim"]}> {words}</span>;
}
