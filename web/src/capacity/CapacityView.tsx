/** Capacity: who is asked for more than there is, by when to ask reviewers, what automation gives back. */
import { SegmentedControl, Switch, Tabs, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useParam } from "~/app/view";
import { useAskedRevision } from "~/model/portfolio";
import { Empty, Failed, Loading } from "~/parts/states";
import { CellDrawer } from "./CellDrawer";
import { HeatTable } from "./HeatTable";
import { Returned } from "./Returned";
import { Reviews } from "./Reviews";
import classes from "./capacity.module.css";
import { type CapacityFrame, LENGTHS, type PeriodLength, rowsOf } from "./heat";

const CAPACITY = graphql(`
  query CapacityHeat($period: CapacityPeriod!, $revision: Int) {
    plan(revision: $revision) {
      capacity(period: $period)
    }
  }
`);

const PARTS = ["load", "reviews", "returned"] as const;

export default function CapacityView() {
  const { t } = useTranslation("capacity");
  const [part, show] = useParam("show", "load");
  return (
    <Tabs className={classes["view"] ?? ""} value={PARTS.find((one) => one === part) ?? "load"} onChange={(value) => show(value ?? "load")} keepMounted={false}>
      <Tabs.List className={classes["parts"] ?? ""} aria-label={t("parts")}>
        {PARTS.map((value) => (
          <Tabs.Tab key={value} value={value}>
            {t(`part.${value}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="load" className={classes["part"] ?? ""}>
        <Load />
      </Tabs.Panel>
      <Tabs.Panel value="reviews" className={classes["part"] ?? ""}>
        <Reviews />
      </Tabs.Panel>
      <Tabs.Panel value="returned" className={classes["part"] ?? ""}>
        <Returned />
      </Tabs.Panel>
    </Tabs>
  );
}

function Load() {
  const { t } = useTranslation("capacity");
  const [period, setPeriod] = useParam("period", "QUARTER");
  const [text, setText] = useParam("q");
  const [overloaded, setOverloaded] = useParam("overloaded");
  const length = LENGTHS.find((one) => one === period) ?? "QUARTER";
  const { data, error, refetch } = useAnswer(CAPACITY, { period: length, revision: useAskedRevision() });
  const frame = data?.plan.capacity as CapacityFrame | undefined;
  if (frame === undefined) return error === null ? <Loading /> : <Failed error={error} retry={() => void refetch()} />;
  if (frame.codes.length === 0) return <Empty title={t("none.title")} hint={t("none.hint")} />;
  const rows = rowsOf(frame, { text, overloadedOnly: overloaded !== "" });
  const teams = rows.filter(({ skill }) => skill === "");
  const over = teams.filter(({ cells }) => cells.some(({ heat }) => heat === "over")).length;
  return (
    <>
      <div className={classes["bar"]}>
        <TextInput
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t("period")}
          size="xs"
          data={LENGTHS.map((value) => ({ value, label: t(`length.${value}`) }))}
          value={length}
          onChange={setPeriod}
        />
        <Switch
          label={t("overloadedOnly")}
          checked={overloaded !== ""}
          onChange={(event) => setOverloaded(event.currentTarget.checked ? "only" : "")}
        />
        <Text size="xs" c="dimmed" role="status">
          {t("shown", { count: teams.length })} · {t("over", { count: over })}
        </Text>
      </div>
      {rows.length === 0 ? (
        <Empty title={t("filtered.title")} hint={t("filtered.hint")} />
      ) : (
        <HeatTable frame={frame} rows={rows} />
      )}
      <Legend />
      <CellDrawer period={length satisfies PeriodLength} />
    </>
  );
}

function Legend() {
  const { t } = useTranslation("capacity");
  return (
    <div className={classes["legend"]}>
      {(["light", "fair", "full", "over"] as const).map((heat) => (
        <span key={heat}>
          <span className={classes["sample"]} data-heat={heat} aria-hidden />
          {t(`heat.${heat}`)}
        </span>
      ))}
      <span>{t("heat.hint")}</span>
    </div>
  );
}
