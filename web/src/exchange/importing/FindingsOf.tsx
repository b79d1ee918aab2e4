/** What was found in a file: filtered, each with its remedy and the way to its cell. */
import { Button, SegmentedControl, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle, IconSearch, IconXboxX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import type { Finding, Sample, Severity } from "./answer";
import { SEVERITIES, cellOf, filtered, letterIn } from "./places";

const SIGNS = { error: IconXboxX, warning: IconAlertTriangle, info: IconInfoCircle };
const SHOWN = 100;

interface FindingsOfProps {
  findings: readonly Finding[];
  samples: readonly Sample[];
  show: (cell: string) => void;
}

export function FindingsOf({ findings, samples, show }: FindingsOfProps) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const [text, setText] = useState("");
  const [severity, setSeverity] = useState("");
  const [most, setMost] = useState(SHOWN);
  const found = useMemo(() => filtered(findings, text, severity), [findings, text, severity]);
  const rows = useMemo(() => new Set(samples.flatMap(({ sheet, rows }) => rows.map(({ row }) => `${sheet}!${row}`))), [samples]);
  const counts = new Map(SEVERITIES.map((each) => [each, findings.filter((finding) => finding.severity === each).length]));
  return (
    <section className={classes["part"]} aria-label={t("findings.title")}>
      <h3>{t("findings.title")}</h3>
      {findings.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("findings.none")}
        </Text>
      )}
      {findings.length > 3 && (
        <TextInput
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t("findings.search")}
          aria-label={t("findings.search")}
          leftSection={<IconSearch size={14} aria-hidden />}
          mb={6}
        />
      )}
      {findings.length > 0 && (
        <SegmentedControl
          fullWidth
          aria-label={t("findings.severity")}
          value={severity}
          onChange={setSeverity}
          data={[
            { value: "", label: t("findings.all") },
            ...SEVERITIES.map((each) => ({ value: each, label: <Many severity={each} count={counts.get(each) ?? 0} /> })),
          ]}
        />
      )}
      <ul className={classes["findings"]} aria-label={t("findings.title")}>
        {found.slice(0, most).map((finding, at) => (
          <li key={at}>
            <One finding={finding} rows={rows} show={show} />
          </li>
        ))}
      </ul>
      {findings.length > 0 && found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("findings.filtered")}
        </Text>
      )}
      {found.length > most && (
        <Button size="compact-xs" variant="subtle" onClick={() => setMost(most + 5 * SHOWN)}>
          {t("findings.more", { number: format.number(found.length - most) })}
        </Button>
      )}
    </section>
  );
}

/** A severity as its sign, and how many findings have it. */
function Many({ severity, count }: { severity: Severity; count: number }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const Sign = SIGNS[severity];
  return (
    <span className={classes["many"]} title={t(`many.${severity}`)}>
      <Sign size={14} className={classes["sign"] ?? ""} data-severity={severity} role="img" aria-label={t(`many.${severity}`)} />
      {format.number(count)}
    </span>
  );
}

/** One finding; where its row is shown, a click leads there. */
function One({ finding, rows, show }: { finding: Finding; rows: ReadonlySet<string>; show: (cell: string) => void }) {
  const { t } = useTranslation("exchange");
  const { severity, message, hint, place } = finding;
  const Sign = SIGNS[severity];
  const cell = cellOf(finding);
  const row = letterIn(finding) === "" ? t("findings.row", { row: place.row }) : `${letterIn(finding)}${place.row ?? ""}`;
  const where = place.row === undefined ? place.sheet : `${place.sheet ?? ""} · ${row}`;
  const body = (
    <>
      <Sign size={15} className={classes["sign"] ?? ""} data-severity={severity} role="img" aria-label={t(`one.${severity}`)} />
      <span className={classes["said"]}>
        <span>{message}</span>
        {hint !== "" && <span className={classes["hint"]}>{hint}</span>}
        {place.sheet !== undefined && <span className={classes["where"]}>{where}</span>}
      </span>
    </>
  );
  if (cell === undefined || !rows.has(`${place.sheet ?? ""}!${place.row ?? ""}`)) return <div className={classes["finding"]}>{body}</div>;
  return (
    <UnstyledButton className={classes["finding"] ?? ""} onClick={() => show(cell)}>
      {body}
    </UnstyledButton>
  );
}
