/** The tables of a file, one at a time: how each is read, and its rows. */
import { Badge, Group, Tabs, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import { SheetGrid } from "./SheetGrid";
import { TableSettings } from "./TableSettings";
import type { Finding, Mapping, Sample } from "./answer";
import { columnsOf, withTable } from "./mapping";
import { byCell } from "./places";
import { readAs, useImport } from "./store";

/** Name of a cell, such as Plan!C4; another object each time it is to be shown. */
export interface Shown {
  cell: string;
}

interface SheetsProps {
  tables: Mapping;
  samples: readonly Sample[];
  findings: readonly Finding[];
  /** Which table is on screen. */
  chosen: number;
  choose: (index: number) => void;
  /** The cell to show. */
  shown: Shown;
  show: (cell: string) => void;
}

export function Sheets({ tables, samples, findings, chosen, choose, shown, show }: SheetsProps) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const edited = useImport(({ mapping }) => (typeof mapping === "object" ? mapping : undefined));
  const mapping = edited?.tables.length === samples.length ? edited : tables;
  const cells = useMemo(() => byCell(findings), [findings]);
  const index = Math.min(chosen, samples.length - 1);
  const table = mapping.tables[index];
  const sample = samples[index];
  if (table === undefined || sample === undefined) return null;
  const columns = columnsOf(table, sample);
  return (
    <Tabs value={String(index)} onChange={(to) => choose(Number(to))} variant="outline" className={classes["sheets"] ?? ""}>
      <Tabs.List aria-label={t("sheet.list")} className={classes["sheetList"] ?? ""}>
        {mapping.tables.map((each, at) => (
          <Tabs.Tab key={at} value={String(at)} rightSection={<PlanBadge plan={each.plan} />}>
            {each.sheet}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={String(index)} className={classes["sheet"] ?? ""}>
        <Group gap="xs" justify="space-between" className={classes["sheetBar"] ?? ""}>
          <Text size="xs" c="dimmed">
            {[t("sheet.size", { count: sample.height, rows: format.number(sample.height) }), table.why].filter(Boolean).join(" · ")}
          </Text>
          <TableSettings table={table} change={(change) => readAs(withTable(mapping, index, { columns, ...change }))} />
        </Group>
        <SheetGrid
          table={table}
          sample={sample}
          columns={columns}
          cells={cells}
          shown={shown}
          show={show}
          change={(changed) => readAs(withTable(mapping, index, { columns: changed, plan: true }))}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

function PlanBadge({ plan }: { plan: boolean }) {
  const { t } = useTranslation("exchange");
  return (
    <Badge size="xs" color={plan ? "teal" : "gray"} variant="light">
      {t(plan ? "sheet.read" : "sheet.notRead")}
    </Badge>
  );
}
