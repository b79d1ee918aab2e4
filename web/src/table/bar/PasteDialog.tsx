/** What a paste would do, cell by cell; nothing happens until it is confirmed. */
import { Alert, Button, Group, Loader, Modal, Stack, Table, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import type { Value } from "../data/frame";
import { soundCells, type Landed, type Pasted } from "../edit/pasting";
import { nameOf, type Edits } from "../edit/useEdits";
import { useWrong } from "../edit/useWrong";
import { useModel } from "../grid/model";
import classes from "./bar.module.css";
import { useVerdict } from "./useVerdict";

const MOST_ROWS = 100;
const MOST_REASONS = 20;

export function PasteDialog({ pasted, edits, close }: { pasted: Pasted; edits: Edits; close: () => void }) {
  const { t } = useTranslation("table");
  const model = useModel();
  const why = useWrong();
  const readable = useMemo(() => soundCells(pasted), [pasted]);
  const verdict = useVerdict(model.sheet, readable);
  const reasonOf = (cell: Landed) => (cell.wrong ? why(cell.wrong) : verdict.reasons.get(`${cell.row} ${cell.column.name}`));
  const sound = readable.filter((cell) => reasonOf(cell) === undefined);
  const refused = pasted.cells.flat().filter((cell) => reasonOf(cell) !== undefined);
  const count = (outcome: Landed["outcome"]) => pasted.cells.flat().filter((cell) => cell.outcome === outcome).length;
  const apply = () => {
    const changes = sound.map(({ row, column, value }) => ({ row, column: column.name, value: value as Value }));
    model.announce(t("pasted", { count: edits.setAll(t("step.paste", { count: sound.length }), changes) }));
    close();
  };
  return (
    <Modal opened onClose={close} size="min(1080px, 92vw)" title={t("pasteTitle")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="sm">
        <Group gap="lg" role="status">
          <Tally kind="accepted" text={t("tally.accepted", { count: sound.length })} />
          <Tally kind="refused" text={t("tally.refused", { count: refused.length })} />
          <Tally kind="unchanged" text={t("tally.unchanged", { count: count("unchanged") })} />
          {count("readOnly") > 0 && <Tally kind="readOnly" text={t("tally.readOnly", { count: count("readOnly") })} />}
          {verdict.pending && <Loader size={14} aria-label={t("checking")} />}
        </Group>
        {pasted.rowsLeftOut > 0 && <Text size="sm" c="dimmed">{t("rowsLeftOut", { count: pasted.rowsLeftOut })}</Text>}
        {pasted.columnsLeftOut > 0 && <Text size="sm" c="dimmed">{t("columnsLeftOut", { count: pasted.columnsLeftOut })}</Text>}
        {verdict.general.length > 0 && <Alert color="red" icon={<IconAlertTriangle />}>{verdict.general.join(" ")}</Alert>}
        {refused.length > 0 && (
          <ul className={classes["reasons"]} aria-label={t("refusedCells")}>
            {refused.slice(0, MOST_REASONS).map((cell) => (
              <li key={`${cell.row} ${cell.column.name}`}>
                <strong>{nameOf(model, cell.row)}</strong> · {model.title(cell.column)}: {reasonOf(cell)}
              </li>
            ))}
            {refused.length > MOST_REASONS && <li>{t("moreReasons", { count: refused.length - MOST_REASONS })}</li>}
          </ul>
        )}
        <PastedTable pasted={pasted} reasonOf={reasonOf} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t("cancel")}</Button>
          <Button data-autofocus disabled={sound.length === 0 || verdict.pending} onClick={apply}>
            {refused.length > 0 ? t("applySound", { count: sound.length }) : t("applyAll", { count: sound.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Tally({ kind, text }: { kind: string; text: string }) {
  return (
    <Text size="sm" className={classes["tally"] ?? ""} data-outcome={kind}>
      {text}
    </Text>
  );
}

function PastedTable({ pasted, reasonOf }: { pasted: Pasted; reasonOf: (cell: Landed) => string | undefined }) {
  const { t } = useTranslation("table");
  const model = useModel();
  const { title, say, sheet } = model;
  return (
    <div className={classes["pasted"]} tabIndex={0} role="region" aria-label={t("pastedCells")}>
      <Table stickyHeader withColumnBorders fz="xs" horizontalSpacing="xs" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("row")}</Table.Th>
            {pasted.columns.map((column) => (
              <Table.Th scope="col" key={column.name}>{title(column)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pasted.cells.slice(0, MOST_ROWS).map((cells, at) => (
            <Table.Tr key={pasted.rows[at]}>
              <Table.Th scope="row">{nameOf(model, pasted.rows[at] ?? 0)}</Table.Th>
              {cells.map((cell) => {
                const reason = reasonOf(cell);
                const before = say(cell.column, sheet.value(cell.row, cell.column.name));
                return (
                  <Table.Td key={cell.column.name} className={classes["landed"] ?? ""} data-outcome={reason === undefined ? cell.outcome : "refused"} title={reason}>
                    {cell.outcome === "accepted" && reason === undefined ? (
                      <>
                        {before !== "" && <del>{before}</del>} <ins>{say(cell.column, cell.value ?? null) || t("nothing")}</ins>
                      </>
                    ) : (
                      <span>{cell.outcome === "refused" || reason !== undefined ? cell.text : before}</span>
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {pasted.rows.length > MOST_ROWS && <Text size="xs" c="dimmed" p={6}>{t("moreRows", { count: pasted.rows.length - MOST_ROWS })}</Text>}
    </div>
  );
}
