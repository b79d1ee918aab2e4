/** What levelling moves, by how much, and who holds the people it waits for. */
import { Table } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { CodeLink } from "~/parts/CodeLink";
import { useFormat } from "~/parts/format";
import type { Levelled, Moved } from "./proposal";
import classes from "./levelling.module.css";

export function MovedTable({ proposal: { moved, links } }: { proposal: Levelled }) {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const holders = holdersOf(links);
  return (
    <div className={classes["table"]} tabIndex={0} role="region" aria-label={t("levelling.moves")}>
      <Table stickyHeader verticalSpacing={3} aria-label={t("levelling.moves")}>
        <Table.Thead>
          <Table.Tr>
            {(["work", "dates", "shift", "float", "why"] as const).map((name) => (
              <Table.Th key={name} ta={name === "shift" || name === "float" ? "end" : "start"}>
                {t(`levelling.column.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moved.map((row) => (
            <Table.Tr key={row.item.id}>
              <Table.Th scope="row" className={classes["work"] ?? ""}>
                <CodeLink code={row.item.code} /> {row.item.name}
              </Table.Th>
              <Table.Td className={classes["dates"] ?? ""}>
                {format.day(row.startBefore)} → <b>{format.day(row.startAfter)}</b>
              </Table.Td>
              <Table.Td ta="end">{format.shift(row.shiftDays)}</Table.Td>
              <Table.Td ta="end">{format.days(row.totalFloatDays)}</Table.Td>
              <Table.Td>
                <Why row={row} holders={holders.get(row.item.id) ?? NONE} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Codes of the work that holds a team or person, by its name. */
type Holders = ReadonlyMap<string, readonly string[]>;
const NONE: Holders = new Map();

function Why({ row, holders }: { row: Moved; holders: Holders }) {
  const { t } = useTranslation("timeline");
  if (holders.size === 0) return <>{row.overCapacity ? t("levelling.nowhere") : row.reason}</>;
  return (
    <>
      {[...holders].map(([who, codes]) => (
        <span key={who} className={classes["holder"]}>
          {t("levelling.waits", { who })}{" "}
          {codes.map((code, at) => (
            <span key={code}>
              {at > 0 && ", "}
              <CodeLink code={code} />
            </span>
          ))}
        </span>
      ))}
      {row.restReason}
    </>
  );
}

/** Returns who holds whom, by id of what waits. */
function holdersOf(links: Levelled["links"]): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  for (const { waits, waitsFor, team, skill, person } of links) {
    const who = [team?.name ?? person?.name ?? "", skill].filter(Boolean).join(" · ");
    const holders = found.get(waits.id) ?? new Map<string, string[]>();
    found.set(waits.id, holders.set(who, [...(holders.get(who) ?? []), waitsFor.code]));
  }
  return found;
}
