/** A heading of the findings, and one finding. */
import { Badge, Text, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight, IconChevronRight, IconInfoCircle, IconXboxX } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { inWords } from "~/parts/inWords";
import classes from "./Findings.module.css";
import type { Finding, Row, Severity } from "./grouping";

const SIGNS = { ERROR: IconXboxX, WARNING: IconAlertTriangle, INFO: IconInfoCircle };
const COLORS = { ERROR: "red", WARNING: "yellow", INFO: "blue" };

export function GroupRow({ row, toggle }: { row: Row & { kind: "group" }; toggle: () => void }) {
  const format = useFormat();
  return (
    <UnstyledButton className={classes["group"] ?? ""} onClick={toggle} aria-expanded={row.open} data-stop>
      <IconChevronRight size={14} className={classes["chevron"] ?? ""} data-open={row.open || undefined} aria-hidden />
      <SeverityMark severity={row.severity} />
      <span>{inWords(row.rule)}</span>
      <Badge color={COLORS[row.severity]}>{format.number(row.count)}</Badge>
    </UnstyledButton>
  );
}

/** A click on a finding that leads somewhere selects the item and shows it. */
export function FindingRow({ finding, show }: { finding: Finding; show: () => void }) {
  const { t } = useTranslation("findings");
  const { message, hint, item, name, field } = finding;
  const text = (
    <>
      <span className={classes["text"]}>
        <span>{message}</span>
        <Text component="span" size="xs" c="dimmed">
          {hint}
        </Text>
      </span>
      {item !== "" && (
        <span className={classes["place"]}>
          <Text component="span" size="xs" c="dimmed" truncate>
            {name}
          </Text>
          <Text component="span" size="xs" ff="monospace" c="var(--planner-accent-text)">
            {item}
            {field !== "" && ` · ${inWords(field).toLowerCase()}`}
          </Text>
        </span>
      )}
    </>
  );
  if (item === "") return <div className={classes["finding"]}>{text}</div>;
  return (
    <UnstyledButton className={classes["finding"] ?? ""} onClick={show} title={t("show", { item })} data-stop>
      {text}
      <IconArrowRight size={16} className={classes["arrow"] ?? ""} aria-hidden />
    </UnstyledButton>
  );
}

function SeverityMark({ severity }: { severity: Severity }) {
  const { t } = useTranslation("findings");
  const Sign = SIGNS[severity];
  return <Sign size={16} className={classes["mark"] ?? ""} data-severity={severity} aria-label={t(`one.${severity}`)} role="img" />;
}
