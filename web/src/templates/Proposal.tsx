/** What would be made: the work with its dates, links and the rest by number, what it does to launches, and what is wrong. */
import { Alert, Table, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { DateText } from "~/parts/DateText";
import { useFormat } from "~/parts/format";
import type { Generated } from "./generated";
import classes from "./templates.module.css";

export function Proposal({ proposal, none }: { proposal: Generated; none: string }) {
  const { t } = useTranslation("templates");
  if (proposal.userErrors.length > 0) {
    return (
      <Alert color="red" role="alert" title={t("refused")}>
        {proposal.userErrors.map(({ message, hint }) => (
          <Text key={message} size="sm">
            {message} {hint}
          </Text>
        ))}
      </Alert>
    );
  }
  if (proposal.changes.length === 0) return <Text size="sm" role="status">{none}</Text>;
  const work = proposal.nodes.flatMap((node) => (node.__typename === "Initiative" ? [node] : []));
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {t("makes", { count: work.length })}
        <Others proposal={proposal} />
      </Text>
      <div className={classes["scroller"]} tabIndex={0} role="region" aria-label={t("preview")}>
        <Table aria-label={t("preview")} className={classes["work"] ?? ""}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("work")}</Table.Th>
              <Table.Th>{t("start")}</Table.Th>
              <Table.Th>{t("finish")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {work.map(({ id, code, name, level, schedule }) => (
              <Table.Tr key={id} data-level={level}>
                <Table.Td>
                  <span className={classes["code"]}>{code}</span> {name}
                </Table.Td>
                <Table.Td className={classes["date"]}>{schedule !== null && <DateText date={schedule.startAt} />}</Table.Td>
                <Table.Td className={classes["date"]}>{schedule !== null && <DateText date={schedule.finishAt} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Effects proposal={proposal} />
    </div>
  );
}

/** Links, demands and whatever else comes with the work, by number. */
function Others({ proposal }: { proposal: Generated }) {
  const { t } = useTranslation("templates");
  const counts = new Map<string, number>();
  for (const { action, type } of proposal.changes) {
    const kind = action === "CREATE" ? (type === "Dependency" || type === "Launch" ? type : "other") : action;
    if (type !== "Initiative" || action !== "CREATE") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `, ${t(`also.${kind}`, { count })}`).join("");
}

function Effects({ proposal }: { proposal: Generated }) {
  const { t } = useTranslation("templates");
  const format = useFormat();
  const moved = proposal.impact.launches.flatMap(({ work, finishAfter, finishDays }) =>
    "code" in work && finishDays !== 0 ? [{ code: work.code, finishAfter, finishDays }] : [],
  );
  return (
    <>
      {moved.map(({ code, finishAfter, finishDays }) => (
        <Text key={code} size="sm" c={finishDays > 0 ? "var(--mantine-color-error)" : "dimmed"}>
          {t("moves", { launch: code, days: format.shift(finishDays), day: format.day(finishAfter) })}
        </Text>
      ))}
      {proposal.newFindings.length > 0 && (
        <details className={classes["findings"]}>
          <summary>{t("findings", { count: proposal.newFindings.length })}</summary>
          <ul>
            {proposal.newFindings.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
