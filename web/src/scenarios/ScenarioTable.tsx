/** The scenarios: whose they are, what became of them, what they were made on, and what can be done with each. */
import { ActionIcon, Badge, Button, Checkbox, Table, Text, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { Person } from "~/parts/Person";
import { useFormat } from "~/parts/format";
import { MOST } from "./compare";
import classes from "./scenarios.module.css";
import type { Scenario } from "./scenarios";
import type { Deeds } from "./useDeeds";

const COLORS = { OPEN: "blue", MERGED: "green", DROPPED: "gray" } as const;
const COLUMNS = ["scenario", "owner", "status", "base", "edits", "conflicts"];
const NUMBERS = ["base", "edits", "conflicts"];

interface ScenarioTableProps {
  scenarios: readonly Scenario[];
  /** Fields in conflict with the plan, by code, as far as it is known. */
  conflicts: ReadonlyMap<string, number>;
  chosen: readonly string[];
  choose: (codes: readonly string[]) => void;
  /** None of them where a past plan is shown. */
  deeds: Deeds | undefined;
}

export function ScenarioTable({ scenarios, conflicts, chosen, choose, deeds }: ScenarioTableProps) {
  const { t } = useTranslation("scenarios");
  return (
    <Table className={classes["list"] ?? ""} aria-label={t("list")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("column.compare")}</Table.Th>
          {COLUMNS.map((name) => (
            <Table.Th key={name} ta={NUMBERS.includes(name) ? "end" : "start"}>
              {t(`column.${name}`)}
            </Table.Th>
          ))}
          {deeds !== undefined && <Table.Th ta="end">{t("column.actions")}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {scenarios.map((scenario) => (
          <Row
            key={scenario.id}
            scenario={scenario}
            conflicts={conflicts.get(scenario.code)}
            chosen={chosen.includes(scenario.code)}
            full={chosen.length >= MOST}
            choose={(on) => choose(on ? [...chosen, scenario.code] : chosen.filter((code) => code !== scenario.code))}
            deeds={deeds}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps {
  scenario: Scenario;
  conflicts: number | undefined;
  chosen: boolean;
  full: boolean;
  choose: (on: boolean) => void;
  deeds: Deeds | undefined;
}

function Row({ scenario, conflicts, chosen, full, choose, deeds }: RowProps) {
  const { t } = useTranslation("scenarios");
  const format = useFormat();
  const { code, name, description, owner, status, baseRevision, edits } = scenario;
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={t("compareOne", { code })}
          checked={chosen}
          disabled={full && !chosen}
          onChange={(event) => choose(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Th scope="row" className={classes["name"] ?? ""}>
        <span className={classes["code"]}>{code}</span> {name}
        {description !== "" && (
          <Text size="xs" c="dimmed" lineClamp={2} title={description}>
            {description}
          </Text>
        )}
      </Table.Th>
      <Table.Td>{owner !== "" && <Person name={owner} />}</Table.Td>
      <Table.Td>
        <Badge color={COLORS[status]} miw="max-content">{t(`status.${status}`)}</Badge>
      </Table.Td>
      <Table.Td ta="end">{format.number(baseRevision)}</Table.Td>
      <Table.Td ta="end">{format.number(edits.length)}</Table.Td>
      <Table.Td ta="end">
        {status === "OPEN" && conflicts !== undefined && (conflicts > 0 ? <Badge color="orange">{format.number(conflicts)}</Badge> : t("none"))}
      </Table.Td>
      {deeds !== undefined && (
        <Table.Td>
          <Actions scenario={scenario} deeds={deeds} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Actions({ scenario, deeds }: { scenario: Scenario; deeds: Deeds }) {
  const { t } = useTranslation("scenarios");
  const { code, status } = scenario;
  const label = (deed: string) => t(`deed.${deed}One`, { code });
  if (status === "MERGED") return null;
  if (status === "DROPPED") {
    return (
      <div className={classes["actions"]}>
        <Button size="compact-sm" variant="default" aria-label={label("reopen")} onClick={() => deeds.reopen(scenario)}>
          {t("deed.reopen")}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes["actions"]}>
      <Button size="compact-sm" variant="default" aria-label={label("open")} onClick={() => deeds.open(scenario)}>
        {t("deed.open")}
      </Button>
      <Button size="compact-sm" variant="light" aria-label={label("merge")} onClick={() => deeds.merge(scenario)}>
        {t("deed.merge")}
      </Button>
      <Tooltip label={t("deed.drop")}>
        <ActionIcon aria-label={label("drop")} onClick={() => deeds.drop(scenario)}>
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
