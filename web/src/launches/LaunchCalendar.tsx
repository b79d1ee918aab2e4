/** Launches by date: what was wanted, how ready they are, when the plan gets there, and what law asks; or by market. */
import { MultiSelect, SegmentedControl, Table, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Fragment, useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { useParam } from "~/app/view";
import { useFormat } from "~/parts/format";
import { Empty } from "~/parts/states";
import { useChances } from "~/readiness/chances";
import { TROUBLE, useStandings } from "~/readiness/overview";
import frame from "~/parts/view.module.css";
import { LaunchMatrix } from "./LaunchMatrix";
import { LaunchRow } from "./LaunchRow";
import { MonthScale } from "./Track";
import { type Launch, byQuarter, spanOf } from "./launches";
import classes from "./launches.module.css";

interface Props {
  launches: readonly Launch[];
  fiscalStartMonth: number;
}

export function LaunchCalendar({ launches, fiscalStartMonth }: Props) {
  const { t } = useTranslation("launches");
  const format = useFormat();
  const [text, setText] = useParam("q");
  const [chosen, setChosen] = useParam("market");
  const markets = useMemo(() => [...new Set(launches.flatMap((launch) => launch.markets))].sort(), [launches]);
  const wanted = chosen === "" ? [] : chosen.split("|");
  const shown = launches.filter((launch) => passes(launch, text, wanted));
  const span = spanOf(launches);
  const late = shown.filter(({ slip }) => slip !== null && slip > 0).length;
  const standings = useStandings();
  const chances = useChances(shown.filter(({ code }) => (standings?.get(code)?.state ?? "LIVE") !== "LIVE").map(({ id }) => id));
  const trouble = shown.filter(({ code }) => TROUBLE.has(standings?.get(code)?.state ?? "")).length;
  const [view, show] = useParam("show", "calendar");
  return (
    <div className={frame["view"]}>
      <div className={frame["bar"]}>
        <SegmentedControl
          aria-label={t("show")}
          value={view}
          onChange={show}
          data={["calendar", "matrix"].map((value) => ({ value, label: t(`showAs.${value}`) }))}
        />
        <TextInput
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <MultiSelect
          aria-label={t("markets")}
          placeholder={wanted.length === 0 ? t("markets") : ""}
          data={markets}
          value={wanted}
          onChange={(values) => setChosen(values.join("|"))}
          clearable
          miw={180}
        />
        <Text size="xs" c="dimmed" role="status">
          {t("shown", { count: shown.length })}
          {late > 0 && ` · ${t("lateCount", { count: late })}`}
          {trouble > 0 && ` · ${t("troubleCount", { count: trouble })}`}
        </Text>
      </div>
      {shown.length === 0 ? (
        <Empty title={t("filtered.title")} hint={t("filtered.hint")} />
      ) : view === "matrix" ? (
        <div className={frame["scroller"]} tabIndex={0} role="region" aria-label={t("matrix")}>
          {standings !== undefined && <LaunchMatrix launches={shown} standings={standings} chances={chances} />}
        </div>
      ) : (
        <div className={frame["scroller"]} tabIndex={0} role="region" aria-label={t("calendar")}>
          <Table stickyHeader className={classes["table"] ?? ""} aria-label={t("calendar")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("column.launch")}</Table.Th>
                <Table.Th>{t("column.target")}</Table.Th>
                <Table.Th>{t("column.ready")}</Table.Th>
                <Table.Th>{t("column.plan")}</Table.Th>
                <Table.Th className={classes["trackCell"]}>
                  <MonthScale span={span} label={t("column.dates")} />
                </Table.Th>
                <Table.Th>{t("column.obligations")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {byQuarter(shown, fiscalStartMonth).map(({ label, launches: of }) => (
                <Fragment key={label}>
                  <Table.Tr className={classes["period"]}>
                    <Table.Th scope="rowgroup" colSpan={6}>
                      {format.quarter(label)} <span className={classes["count"]}>{of.length}</span>
                    </Table.Th>
                  </Table.Tr>
                  {of.map((launch) => (
                    <LaunchRow
                      key={launch.id}
                      launch={launch}
                      span={span}
                      standing={standings?.get(launch.code)}
                      chance={chances.get(launch.id)}
                    />
                  ))}
                </Fragment>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </div>
  );
}

function passes(launch: Launch, text: string, markets: readonly string[]): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const said = `${launch.code} ${launch.name} ${launch.owner}`.toLowerCase();
  return words.every((word) => said.includes(word)) && (markets.length === 0 || markets.some((one) => launch.markets.includes(one)));
}
