/** What is known of a proposal in one line: how good it is, how much is in, whose values. */
import { Badge, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { shareOf } from "./SelectQuarters";
import { valueOf } from "./compare";
import type { Run } from "./proposals";
import classes from "./optimiser.module.css";

const COLOURS = { PROVEN: "green", BOUNDED: "blue", HEURISTIC: "gray" } as const;

export function Verdict({ run: { proposal }, note }: { run: Run; note: string }) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const count = (state: string) => proposal.initiatives.filter((row) => row.state === state).length;
  const gap = proposal.gap === null ? "" : shareOf(proposal.gap, format);
  return (
    <div className={classes["verdict"]}>
      <Badge color={COLOURS[proposal.label]}>{t(`select.label.${proposal.label}`, { gap })}</Badge>
      <Text size="sm" role="status">
        <b>{t("select.chosen", { count: count("CHOSEN") })}</b> · {t("select.runs", { count: count("RUNNING") })} ·{" "}
        {t("select.cut", { count: count("LEFT_OUT") })} · {t("select.valueOf", { value: format.percent(valueOf(proposal) * 100) })}
      </Text>
      <Text size="xs" c="dimmed">
        {proposal.model === "" ? t("select.modelNone") : t("select.model_", { model: proposal.model })}
      </Text>
      {note !== "" && (
        <Text size="xs" fw={600}>
          {note}
        </Text>
      )}
      {proposal.findings.map(({ message, hint }) => (
        <Text key={message} size="xs" c="dimmed" w="100%">
          {message} {hint}
        </Text>
      ))}
    </div>
  );
}
