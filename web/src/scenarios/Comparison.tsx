/** The plan and the chosen scenarios side by side: launches, dates missed, what moves, overloads, findings, edits. */
import { Badge, Switch, Table, Text, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { useAnswer } from "~/api/answers";
import { useParam } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { CodeLink } from "~/parts/CodeLink";
import { useFormat } from "~/parts/format";
import { Failed, Loading } from "~/parts/states";
import { Against, Changes, Day, Messages, Missed, Moved, Same } from "./Cells";
import { differs, findingsOf, launchLines, loadLines } from "./compare";
import classes from "./scenarios.module.css";
import { COMPARE, type Compared } from "./scenarios";

interface ComparisonProps {
  codes: readonly string[];
  /** The past revision that is shown; null: the newest. */
  revision: number | null;
  newest: number;
}

export function Comparison({ codes, revision, newest }: ComparisonProps) {
  const { t } = useTranslation("scenarios");
  const { data, error, refetch, isPlaceholderData } = useAnswer(COMPARE, { revision, codes: [...codes] }, { enabled: codes.length > 0 });
  const [all, setAll] = useParam("launches");
  if (codes.length === 0) return <Text p="md" size="sm" c="dimmed">{t("chooseSome")}</Text>;
  if (data === undefined) return error === null ? <Loading label={t("comparing")} /> : <Failed error={error} retry={() => void refetch()} />;
  const compared = data.plan.compareScenarios;
  const span = compared.length + 2;
  return (
    <section aria-label={t("comparison")} aria-busy={isPlaceholderData} className={classes["comparison"]}>
      <div className={classes["heading"]}>
        <h2>{t("comparison")}</h2>
        <Switch label={t("allLaunches")} checked={all === "all"} onChange={(event) => setAll(event.currentTarget.checked ? "all" : "")} />
      </div>
      <Table stickyHeader className={classes["table"] ?? ""} aria-label={t("comparison")} data-stale={isPlaceholderData || undefined}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes["what"] ?? ""}>
              <VisuallyHidden>{t("column.scenario")}</VisuallyHidden>
            </Table.Th>
            <Table.Th>{t("plan", { revision: newest })}</Table.Th>
            {compared.map(({ scenario: { id, code, name } }) => (
              <Table.Th key={id} scope="col">
                <span className={classes["code"]}>{code}</span>
                <Text size="xs" c="dimmed">
                  {name}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Launches compared={compared} all={all === "all"} />
        <Group title={t("dates")} span={span}>
          <Finish compared={compared} />
          <Sides title={t("moved")} compared={compared} told={(side) => <Moved side={side} />} />
          <Sides title={t("missed")} compared={compared} told={(side) => <Missed side={side} />} />
        </Group>
        <Loads compared={compared} />
        <Group title={t("findings")} span={span}>
          {(["fresh", "changed", "gone"] as const).map((name) => (
            <Sides key={name} title={t(`finding.${name}`)} compared={compared} told={(side) => <Messages findings={findingsOf(side)[name]} />} />
          ))}
        </Group>
        <Group title={t("edits")} span={span}>
          <Sides title={t("against")} compared={compared} told={(side) => <Against side={side} />} />
          <Sides title={t("changes")} compared={compared} told={(side) => <Changes side={side} />} />
        </Group>
      </Table>
    </section>
  );
}

function Group({ title, span, children }: { title: string; span: number; children: ReactNode }) {
  return (
    <Table.Tbody>
      <Table.Tr className={classes["group"] ?? ""}>
        <Table.Th scope="rowgroup" colSpan={span}>
          {title}
        </Table.Th>
      </Table.Tr>
      {children}
    </Table.Tbody>
  );
}

interface SidesProps {
  title: ReactNode;
  compared: readonly Compared[];
  plan?: ReactNode;
  told: (side: Compared, place: number) => ReactNode;
}

/** A line: what it is about, the plan, each scenario. */
function Sides({ title, compared, plan, told }: SidesProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{title}</Table.Th>
      <Table.Td>{plan}</Table.Td>
      {compared.map((side, place) => (
        <Table.Td key={side.scenario.id}>{told(side, place)}</Table.Td>
      ))}
    </Table.Tr>
  );
}

function Launches({ compared, all }: { compared: readonly Compared[]; all: boolean }) {
  const { t } = useTranslation("scenarios");
  const lines = launchLines(compared, all);
  return (
    <Group title={t("launches")} span={compared.length + 2}>
      {lines.length === 0 && <Sides title={t("noLaunch")} compared={compared} told={() => <Same />} />}
      {lines.map(({ key, first, sides }) => (
        <Sides
          key={key}
          compared={compared}
          title={
            <>
              {first.finishBefore === null ? <span className={classes["code"]}>{key}</span> : <CodeLink code={key} />} {first.launch.name}
            </>
          }
          plan={<Day day={first.finishBefore} late={first.lateDaysBefore} />}
          told={(_, place) => {
            const side = sides[place];
            if (side === undefined || !differs(side)) return <Same />;
            return <Day day={side.finishAfter} late={side.lateDaysAfter} shift={side.days} />;
          }}
        />
      ))}
    </Group>
  );
}

function Finish({ compared }: { compared: readonly Compared[] }) {
  const { t } = useTranslation("scenarios");
  const before = compared[0]?.finishBefore ?? null;
  return (
    <Sides
      title={t("finish")}
      compared={compared}
      plan={<Day day={before} late={null} />}
      told={(side) => (side.finishAfter === side.finishBefore ? <Same /> : <Day day={side.finishAfter} late={null} />)}
    />
  );
}

function Loads({ compared }: { compared: readonly Compared[] }) {
  const { t } = useTranslation("scenarios");
  const format = useFormat();
  const share = (load: { percent: number | null } | null | undefined) =>
    load == null ? t("notOver") : load.percent == null ? t("nobody") : format.percent(load.percent);
  const peak = (load: Compared["peakAfter"] | undefined) =>
    load == null ? t("notOver") : t("peakOf", { share: share(load), team: load.team.code, quarter: format.quarter(load.quarter) });
  return (
    <Group title={t("overload")} span={compared.length + 2}>
      <Sides
        title={t("peak")}
        compared={compared}
        plan={peak(compared[0]?.peakBefore)}
        told={({ peakBefore, peakAfter }) => (peak(peakBefore) === peak(peakAfter) ? <Same /> : peak(peakAfter))}
      />
      {loadLines(compared).map(({ key, first: { team, skill, quarter, before }, sides }) => (
        <Sides
          key={key}
          title={[team.name, skill, format.quarter(quarter)].filter(Boolean).join(" · ")}
          compared={compared}
          plan={share(before)}
          told={(_, place) => {
            const side = sides[place];
            if (side === undefined) return <Same />;
            const [was, is] = [before, side.after].map((load) => (load == null ? 0 : (load.percent ?? Infinity)));
            return <Badge color={is! > was! ? "orange" : "teal"}>{share(side.after)}</Badge>;
          }}
        />
      ))}
    </Group>
  );
}
