/** Launches by date: what was wanted, when the plan gets there, float, and what law asks. */
import { Anchor, MultiSelect, Table, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Fragment, useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { useOpen, useParam } from "~/app/view";
import { DateText } from "~/parts/DateText";
import { FloatBadge, StatusBadge } from "~/parts/badges";
import { useFormat } from "~/parts/format";
import { Empty } from "~/parts/states";
import { DutyList } from "./DutyList";
import { MonthScale, Track } from "./Track";
import { type Launch, byQuarter, spanOf } from "./launches";
import classes from "./launches.module.css";

/** More markets than this are counted, not named. */
const MANY = 4;

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
  return (
    <div className={classes["view"]}>
      <div className={classes["bar"]}>
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
        </Text>
      </div>
      {shown.length === 0 ? (
        <Empty title={t("filtered.title")} hint={t("filtered.hint")} />
      ) : (
        <div className={classes["scroller"]} tabIndex={0} role="region" aria-label={t("calendar")}>
          <Table stickyHeader className={classes["table"] ?? ""} aria-label={t("calendar")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("column.launch")}</Table.Th>
                <Table.Th>{t("column.target")}</Table.Th>
                <Table.Th>{t("column.predicted")}</Table.Th>
                <Table.Th className={classes["trackCell"]}>
                  <MonthScale span={span} label={t("column.dates")} />
                </Table.Th>
                <Table.Th>{t("column.float")}</Table.Th>
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
                    <Row key={launch.id} launch={launch} span={span} />
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

function Row({ launch, span }: { launch: Launch; span: [number, number] }) {
  const { t } = useTranslation("launches");
  const open = useOpen();
  const path = `/launches/${encodeURIComponent(launch.code)}`;
  return (
    <Table.Tr>
      <Table.Td className={classes["launch"]}>
        <Anchor
          href={path}
          fw={600}
          c="var(--planner-accent-text)"
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            open(path);
          }}
        >
          <span className={classes["code"]}>{launch.code}</span> {launch.name}
        </Anchor>
        <div className={classes["facts"]}>
          <StatusBadge status={launch.status} />
          {launch.tier !== "" && <span>{t(`tier.${launch.tier}`)}</span>}
          <span title={launch.markets.join(", ")}>
            {launch.markets.length > MANY ? t("manyMarkets", { count: launch.markets.length }) : launch.markets.join(", ")}
          </span>
        </div>
      </Table.Td>
      <Table.Td className={classes["date"]}>
        {launch.target === null ? <span className={classes["dim"]}>{t("noTarget")}</span> : <DateText date={launch.target} />}
      </Table.Td>
      <Table.Td className={classes["date"]}>
        <DateText date={launch.predicted} />
        <Slip days={launch.slip} />
      </Table.Td>
      <Table.Td className={classes["trackCell"]}>
        <Track launch={launch} span={span} />
      </Table.Td>
      <Table.Td className={classes["float"]}>
        <FloatBadge days={launch.floatDays} critical={launch.critical} nearCritical={launch.nearCritical} />
      </Table.Td>
      <Table.Td>
        <DutyList duties={launch.duties} />
      </Table.Td>
    </Table.Tr>
  );
}

/** How far the prediction lies from the target; in words as well as in colour. */
export function Slip({ days }: { days: number | null }) {
  const { t } = useTranslation("launches");
  const format = useFormat();
  if (days === null) return null;
  const said = days > 0 ? t("late", { days: format.days(days) }) : days < 0 ? t("early", { days: format.days(-days) }) : t("onTime");
  return (
    <div className={classes["slip"]} data-late={days > 0 || undefined}>
      {said}
    </div>
  );
}

function passes(launch: Launch, text: string, markets: readonly string[]): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const said = `${launch.code} ${launch.name} ${launch.owner}`.toLowerCase();
  return words.every((word) => said.includes(word)) && (markets.length === 0 || markets.some((one) => launch.markets.includes(one)));
}
