/** The cascade: work whose dates move, launches first, then by size. */
import { Anchor, Button, Table, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useSelection } from "~/app/view";
import { useFormat } from "~/parts/format";
import { ranked } from "./headline";
import type { Move } from "./preview";
import classes from "./Review.module.css";

const SHOWN = 30;

/** `leave` is called when an item is gone to. */
export function ReviewMoves({ moves, leave }: { moves: readonly Move[]; leave: () => void }) {
  const { t } = useTranslation("editing");
  const [all, setAll] = useState(false);
  const order = useMemo(() => ranked(moves), [moves]);
  const shown = all ? order : order.slice(0, SHOWN);
  return (
    <section aria-label={t("cascade")}>
      <Title order={3} size="h6" mb={6}>
        {t("movesTitle", { count: moves.length })}
      </Title>
      {moves.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("nothingMoves")}
        </Text>
      ) : (
        <Table verticalSpacing={4} horizontalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("work")}</Table.Th>
              <Table.Th>{t("finishBefore")}</Table.Th>
              <Table.Th>{t("finishAfter")}</Table.Th>
              <Table.Th className={classes["shift"] ?? ""}>{t("shift")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((move) => (
              <Row key={move.work.id} move={move} leave={leave} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {order.length > shown.length && (
        <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("showAll", { count: order.length })}
        </Button>
      )}
    </section>
  );
}

function Row({ move, leave }: { move: Move; leave: () => void }) {
  const { day, shift } = useFormat();
  const [, select] = useSelection();
  const days = move.finishWorkingDays || move.startWorkingDays;
  const go = () => {
    select(move.work.code);
    leave();
  };
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" fw={600} className={classes["code"] ?? ""} onClick={go}>
          {move.work.code}
        </Anchor>
        <Text size="xs" c="dimmed" lineClamp={1}>
          {move.work.name}
        </Text>
      </Table.Td>
      <Table.Td className={classes["code"] ?? ""}>{day(move.finishBefore)}</Table.Td>
      <Table.Td className={classes["code"] ?? ""}>{day(move.finishAfter)}</Table.Td>
      <Table.Td className={classes["shift"] ?? ""} c={`var(--mantine-color-${days > 0 ? "orange" : "teal"}-light-color)`} fw={600}>
        {shift(days)}
      </Table.Td>
    </Table.Tr>
  );
}
