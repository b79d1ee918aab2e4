/** Above a column of the file: what it is read as, how sure that is and why, and what was decided about its values. */
import { Badge, Select, Text, Tooltip } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import type { ColumnMap, Decisions } from "./answer";
import { FIELDS, LEFT_ALONE, decisionOf } from "./mapping";

interface ColumnHeadProps {
  column: ColumnMap;
  change: (change: Decisions & { field?: string }) => void;
}

export function ColumnHead({ column, change }: ColumnHeadProps) {
  const { t } = useTranslation("exchange");
  const { field, why, heading, confidence } = column;
  const name = heading === "" ? column.column : heading;
  const read = field !== LEFT_ALONE;
  return (
    <div className={classes["columnHead"]}>
      <Select
        aria-label={t("column.field", { name })}
        searchable
        allowDeselect={false}
        value={field}
        data={[
          { value: LEFT_ALONE, label: t("field.other") },
          ...FIELDS.map(([group, fields]) => ({
            group: t(`fields.${group}`),
            items: fields.map((value) => ({ value, label: t(`field.${value}`) })),
          })),
        ]}
        onChange={(to) => to !== null && to !== field && change({ field: to })}
        comboboxProps={{ width: 220, position: "bottom-start" }}
        maxDropdownHeight={320}
        nothingFoundMessage={t("column.nothing")}
        {...(!read && { variant: "filled" })}
      />
      <div className={classes["why"]}>
        {read && <Sureness confidence={confidence} />}
        <Tooltip label={why} disabled={why === ""} multiline maw={280}>
          <Text size="xs" c="dimmed" lineClamp={2} lh={1.25} component="span">
            {read ? why : ""}
          </Text>
        </Tooltip>
      </div>
      {read && <Decision column={column} name={name} change={change} />}
    </div>
  );
}

function Sureness({ confidence }: { confidence: number }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const color = confidence >= 0.85 ? "teal" : confidence >= 0.65 ? "yellow" : "orange";
  return (
    <Badge size="xs" color={color} miw={38} flex="none" title={t("column.sure")}>
      {format.percent(confidence * 100)}
    </Badge>
  );
}

const CHOICES = { dates: ["day_first", "month_first"], unit: ["h", "d", "w", "mo"], percent_scale: ["1", "100"], measure: ["fte", "percent", "days", "net_days", "hours"] } as const;

/** What the values of the column mean where they leave it open. */
function Decision({ column, name, change }: ColumnHeadProps & { name: string }) {
  const { t } = useTranslation("exchange");
  const decision = decisionOf(column.field);
  if (decision === undefined) return null;
  const value = column[decision];
  const yearless = decision === "dates" && column.yearless === true;
  return (
    <Select
      size="xs"
      variant="unstyled"
      className={classes["decision"] ?? ""}
      aria-label={t(`decision.${decision}`, { name })}
      allowDeselect={false}
      value={yearless ? "yearless" : value === undefined ? "" : String(value)}
      data={[
        { value: "", label: t(`${decision}.auto`) },
        ...CHOICES[decision].map((each) => ({ value: each, label: t(`${decision}.${each}`) })),
        ...(decision === "dates" ? [{ value: "yearless", label: t("dates.yearless") }] : []),
      ]}
      onChange={(to) => to !== null && change(decided(decision, to))}
      comboboxProps={{ width: 200, position: "bottom-start" }}
    />
  );
}

/** Returns the decision as the mapping writes it; undefined takes it back. */
function decided(decision: keyof typeof CHOICES, to: string): Decisions {
  if (decision === "dates") {
    const yearless = to === "yearless";
    return { dates: yearless || to === "" ? undefined : to, yearless: yearless || undefined } as Decisions;
  }
  return { [decision]: to === "" ? undefined : decision === "percent_scale" ? Number(to) : to };
}
