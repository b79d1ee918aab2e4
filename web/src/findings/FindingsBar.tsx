/** Above the findings: how many there are, and what to show of them. */
import { SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";
import { useFormat } from "~/parts/format";
import { inWords } from "~/parts/inWords";
import frame from "~/parts/view.module.css";
import { type Filter, type Finding, SEVERITIES, countsOf, rulesOf } from "./grouping";

interface FindingsBarProps {
  findings: readonly Finding[];
  total: number;
  shown: number;
  filter: Filter;
  set: (change: Partial<Filter>) => void;
}

export function FindingsBar({ findings, total, shown, filter, set }: FindingsBarProps) {
  const { t } = useTranslation("findings");
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  useCommands([
    { id: "findings.search", label: t("search"), keys: "F", group: t("group"), run: () => field.current?.focus() },
  ]);
  return (
    <div className={frame["bar"]}>
      <TextInput
        ref={field}
        w={240}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        placeholder={t("search")}
        aria-label={t("search")}
        leftSection={<IconSearch size={14} />}
      />
      <SeverityChoice findings={findings} filter={filter} set={set} />
      <Select
        w={230}
        clearable
        searchable
        placeholder={t("allRules")}
        aria-label={t("rule")}
        value={filter.rule || null}
        data={rulesOf(findings).map(([rule, count]) => ({
          value: rule,
          label: `${inWords(rule)} (${format.number(count)})`,
        }))}
        onChange={(rule) => set({ rule: rule ?? "" })}
      />
      <Text size="xs" c="dimmed" ml="auto" role="status">
        {t("shown", { shown: format.number(shown), total: format.number(total) })}
      </Text>
    </div>
  );
}

function SeverityChoice({ findings, filter, set }: Pick<FindingsBarProps, "findings" | "filter" | "set">) {
  const { t } = useTranslation("findings");
  const format = useFormat();
  const counts = countsOf(findings);
  return (
    <SegmentedControl
      aria-label={t("severity")}
      value={filter.severity}
      onChange={(severity) => set({ severity })}
      data={[
        { value: "", label: t("all") },
        ...SEVERITIES.map((severity) => ({
          value: severity,
          label: `${t(`plural.${severity}`)} ${format.number(counts[severity])}`,
        })),
      ]}
    />
  );
}
