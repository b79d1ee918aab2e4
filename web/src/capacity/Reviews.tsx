/** Reviewers as capacity: how busy each queue is by quarter, and by when each sign-off must be submitted. */
import { Badge, Table, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { type ResultOf, graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import { CodeLink } from "~/parts/CodeLink";
import { useFormat } from "~/parts/format";
import { Empty, Failed, Loading } from "~/parts/states";
import classes from "./capacity.module.css";
import { heatOf } from "./heat";

const REVIEWS = graphql(`
  query Reviews($revision: Int) {
    plan(revision: $revision) {
      reviewQueueLoads {
        queue {
          id
          name
        }
        period {
          label
        }
        ownRequests
        utilisation
        waitDays
      }
      reviewForecast {
        request {
          id
        }
        queue {
          name
        }
        initiative {
          code
          name
        }
        neededBy
        waitDays
        serviceDays
        submitBy
        expected
        decided
        late
      }
    }
  }
`);

type Plan = ResultOf<typeof REVIEWS>["plan"];

export function Reviews() {
  const { t } = useTranslation("capacity");
  const { data, error, refetch } = useAnswer(REVIEWS, { revision: useAskedRevision() });
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} retry={() => void refetch()} />;
  const { reviewQueueLoads, reviewForecast } = data.plan;
  if (reviewQueueLoads.length + reviewForecast.length === 0) return <Empty title={t("review.none.title")} hint={t("review.none.hint")} />;
  return (
    <div className={classes["report"]} tabIndex={0} role="region" aria-label={t("part.reviews")}>
      <section>
        <h2>{t("review.requests")}</h2>
        {reviewForecast.length === 0 ? <Text c="dimmed">{t("review.noRequests")}</Text> : <Requests rows={reviewForecast} />}
      </section>
      <section>
        <h2>{t("review.queues")}</h2>
        <Text size="xs" c="dimmed" mb={6}>
          {t("review.hint")}
        </Text>
        <Queues loads={reviewQueueLoads} />
      </section>
    </div>
  );
}

/** Open sign-offs by the day on which they must be submitted, then those that are decided. */
function Requests({ rows }: { rows: Plan["reviewForecast"] }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const order = rows.toSorted((a, b) => Number(a.decided) - Number(b.decided) || (a.submitBy ?? "~").localeCompare(b.submitBy ?? "~"));
  return (
    <Table aria-label={t("review.requests")} verticalSpacing={5} maw={1180}>
      <Table.Thead>
        <Table.Tr>
          {(["submitBy", "state", "initiative", "queue", "takes", "neededBy", "expected"] as const).map((name) => (
            <Table.Th key={name}>{t(`review.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {order.map((row) => (
          <Table.Tr key={row.request.id} c={row.decided ? "dimmed" : ""}>
            <Table.Td>{row.decided ? format.day(row.submitBy) : <b>{format.day(row.submitBy)}</b>}</Table.Td>
            <Table.Td>
              <State row={row} />
            </Table.Td>
            <Table.Th scope="row">
              <CodeLink code={row.initiative.code} /> {row.initiative.name}
              {row.late !== "" && <span className={`${classes["about"]} ${classes["late"]}`}>{row.late}</span>}
            </Table.Th>
            <Table.Td>{row.queue.name}</Table.Td>
            <Table.Td>
              {format.number(row.waitDays, 1)} + {format.days(row.serviceDays)}
            </Table.Td>
            <Table.Td>{format.day(row.neededBy)}</Table.Td>
            <Table.Td>{format.day(row.expected)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function State({ row }: { row: Plan["reviewForecast"][number] }) {
  const { t } = useTranslation("capacity");
  if (row.late !== "") return <Badge color="red" miw="max-content">▲ {t("review.late")}</Badge>;
  return <Badge color={row.decided ? "green" : "blue"}>{t(row.decided ? "review.decided" : "review.open")}</Badge>;
}

function Queues({ loads }: { loads: Plan["reviewQueueLoads"] }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const quarters = [...new Set(loads.map(({ period }) => period.label))].sort();
  const queues = [...new Map(loads.map(({ queue }) => [queue.id, queue.name]))];
  return (
    <Table aria-label={t("review.queues")} w="auto" verticalSpacing={3}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("review.queue")}</Table.Th>
          {quarters.map((label) => (
            <Table.Th key={label}>{format.quarter(label)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {queues.map(([id, name]) => (
          <Table.Tr key={id}>
            <Table.Th scope="row">{name}</Table.Th>
            {quarters.map((label) => {
              const load = loads.find(({ queue, period }) => queue.id === id && period.label === label);
              if (load === undefined) return <Table.Td key={label} />;
              const percent = load.utilisation * 100;
              return (
                <Table.Td key={label} title={t("review.own", { count: load.ownRequests })}>
                  <span className={classes["queue"]} data-heat={heatOf(1, load.utilisation, percent)}>
                    <b>
                      {percent >= 100 && "▲ "}
                      {t("review.cell", { percent: format.percent(percent) })}
                    </b>
                    <span className={classes["days"]}>{t("review.wait", { days: format.days(load.waitDays) })}</span>
                  </span>
                </Table.Td>
              );
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
