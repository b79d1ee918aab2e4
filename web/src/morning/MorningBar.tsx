/** Above the morning's news: whose, since when, and how much there is. */
import { SegmentedControl, Select, Text } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import frame from "~/parts/view.module.css";
import { DAYS } from "./since";

interface MorningBarProps {
  people: readonly string[];
  person: string;
  setPerson: (person: string) => void;
  days: string;
  setDays: (days: string) => void;
  report: { fromRevision: number; toRevision: number; changes: readonly unknown[] };
}

export function MorningBar({ people, person, setPerson, days, setDays, report }: MorningBarProps) {
  const { t } = useTranslation("morning");
  const format = useFormat();
  return (
    <div className={frame["bar"]}>
      <SegmentedControl
        aria-label={t("since")}
        value={days}
        onChange={setDays}
        data={DAYS.map((value) => ({ value, label: t(`days.${value}`) }))}
      />
      <Select
        w={230}
        clearable
        searchable
        leftSection={<IconUser size={14} />}
        placeholder={t("everyone")}
        aria-label={t("whose")}
        value={person || null}
        data={person !== "" && !people.includes(person) ? [person, ...people] : [...people]}
        onChange={(name) => setPerson(name ?? "")}
      />
      <Text size="xs" c="dimmed" ml="auto" role="status">
        {t("span", {
          count: report.changes.length,
          number: format.number(report.changes.length),
          from: format.number(report.fromRevision),
          to: format.number(report.toRevision),
        })}
      </Text>
    </div>
  );
}
