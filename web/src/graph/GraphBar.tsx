/** What the graph shows: the item in the middle, how far around it, and which links. */
import { SegmentedControl, Select, Switch, Text, VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import type { Portfolio } from "~/model/portfolio";
import frame from "~/parts/view.module.css";

export const STEPS = ["0", "1", "2", "3", "all"] as const;

interface Props {
  portfolio: Portfolio;
  root: number;
  before: string;
  after: string;
  drivingOnly: boolean;
  omitted: number;
  shown: number;
  centre: (code: string) => void;
  set: (change: { before?: string; after?: string; drivingOnly?: boolean }) => void;
}

export function GraphBar({ portfolio, root, before, after, drivingOnly, omitted, shown, centre, set }: Props) {
  const { t } = useTranslation("graph");
  const items = useMemo(
    () => portfolio.codes.map((code, row) => ({ value: code, label: `${code} ${portfolio.names[row]!}` })),
    [portfolio],
  );
  return (
    <div className={frame["bar"]}>
      <Select
        aria-label={t("centre")}
        data={items}
        value={portfolio.codes[root] ?? null}
        onChange={(code) => code !== null && centre(code)}
        searchable
        limit={50}
        w={320}
        nothingFoundMessage={t("nothing")}
        comboboxProps={{ width: 420, position: "bottom-start" }}
        allowDeselect={false}
      />
      <Steps label={t("before")} value={before} set={(value) => set({ before: value })} />
      <Steps label={t("after")} value={after} set={(value) => set({ after: value })} />
      <Switch
        label={t("drivingOnly")}
        checked={drivingOnly}
        onChange={(event) => set({ drivingOnly: event.currentTarget.checked })}
      />
      <Text size="xs" c="dimmed" role="status">
        {omitted > 0 ? t("omitted", { shown, omitted }) : t("shown", { count: shown })}
      </Text>
    </div>
  );
}

function Steps({ label, value, set }: { label: string; value: string; set: (value: string) => void }) {
  const { t } = useTranslation("graph");
  const data = STEPS.map((step) => ({
    value: step,
    label: (
      <>
        <VisuallyHidden>{label} </VisuallyHidden>
        {step === "all" ? t("all") : step}
      </>
    ),
  }));
  return (
    <div style={{ display: "flex", alignItems: "center", gap: 6 }}>
      <Text size="xs" component="span" aria-hidden>
        {label}
      </Text>
      <SegmentedControl aria-label={label} data={data} value={value} onChange={set} size="xs" />
    </div>
  );
}
