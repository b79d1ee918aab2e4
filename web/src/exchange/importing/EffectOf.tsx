/** What a file would do: entities made and changed, dates that move, launches first, dates that would be missed. */
import { Alert, Badge, Button, Group, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { inWords } from "~/parts/inWords";
import classes from "../Exchange.module.css";
import type { Effect, ImportAnswer, Move } from "./answer";
import { ACTIONS } from "./useCounted";

const COLORS = { create: "teal", update: "blue", delete: "red" } as const;
const SHOWN = 8;

export function EffectOf({ answer }: { answer: ImportAnswer }) {
  const { t } = useTranslation("exchange");
  const { changes, refused, effect } = answer;
  const errors = answer.findings.filter(({ severity }) => severity === "error").length;
  const kinds = Object.entries(changes);
  return (
    <section className={classes["part"]} aria-label={t("effect.title")}>
      <h3>{t("effect.title")}</h3>
      {refused ? (
        <Alert color="red" variant="light" p="xs">
          <Text size="sm">{t("effect.refused", { count: errors })}</Text>
        </Alert>
      ) : (
        <>
          {kinds.length === 0 && <Text size="sm">{t("effect.none")}</Text>}
          <ul className={classes["counts"]}>
            {kinds.flatMap(([kind, actions]) =>
              ACTIONS.map((action) => <Count key={`${kind} ${action}`} kind={kind} action={action} count={actions[action] ?? 0} />),
            )}
          </ul>
          {effect !== null && kinds.length > 0 && <Moves effect={effect} />}
        </>
      )}
    </section>
  );
}

function Count({ kind, action, count }: { kind: string; action: (typeof ACTIONS)[number]; count: number }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  if (count === 0) return null;
  return (
    <li>
      <Badge color={COLORS[action]} size="lg">
        {format.number(count)}
      </Badge>
      <Text size="sm" component="span">
        {t(`action.${action}`, { what: t(`kinds.${kind}`, { count, defaultValue: inWords(kind) }) })}
      </Text>
    </li>
  );
}

function Moves({ effect }: { effect: Effect }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const { moved, launches, moves, newly_late: late } = effect;
  const shown = all ? moves : moves.slice(0, SHOWN);
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        {moved === 0 ? t("moves.none") : t("moves.count", { count: moved, number: format.number(moved) })}
        {launches > 0 && `, ${t("moves.launches", { count: launches, number: format.number(launches) })}`}
      </Text>
      {late.length > 0 && (
        <Group gap={6} mt={4}>
          <Badge color="red">{t("moves.late")}</Badge>
          <Text size="xs">{late.map(({ code, due }) => `${code} (${format.day(due.slice(0, 10))})`).join(" · ")}</Text>
        </Group>
      )}
      {shown.length > 0 && (
        <Table fz="xs" verticalSpacing={3} horizontalSpacing={4} mt={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("moves.work")}</Table.Th>
              <Table.Th>{t("moves.before")}</Table.Th>
              <Table.Th>{t("moves.after")}</Table.Th>
              <Table.Th ta="right">{t("moves.shift")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((move) => (
              <MoveRow key={move.code} move={move} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {moves.length > shown.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t("moves.all", { number: format.number(moves.length) })}
        </Button>
      )}
    </>
  );
}

function MoveRow({ move }: { move: Move }) {
  const format = useFormat();
  const { code, name, finish_before: before, finish_after: after, finish_days: days } = move;
  return (
    <Table.Tr>
      <Table.Td title={name} ff="monospace">
        {code}
      </Table.Td>
      <Table.Td className={classes["plain"] ?? ""}>{format.day(before)}</Table.Td>
      <Table.Td className={classes["plain"] ?? ""}>{format.day(after)}</Table.Td>
      <Table.Td ta="right" fw={600} c={`var(--mantine-color-${days > 0 ? "orange" : "teal"}-light-color)`} className={classes["plain"] ?? ""}>
        {format.shift(days)}
      </Table.Td>
    </Table.Tr>
  );
}
