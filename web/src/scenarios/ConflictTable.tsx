/** What scenario and plan have both changed: the value before, both values, and which of them holds. */
import { Button, Group, SegmentedControl, Table, Text } from "@mantine/core";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { inWords } from "~/parts/inWords";
import type { Merging } from "./MergeDialog";
import { type Decisions, type Keep, spotKey } from "./decisions";
import classes from "./scenarios.module.css";
import type { Scenario } from "./scenarios";

const NAMES = graphql(`
  query ConflictNames($id: ID!, $ids: [ID!]!) {
    scenario(id: $id) {
      comparison {
        changes {
          id
          label
        }
      }
    }
    nodes(ids: $ids) {
      __typename
      id
      ... on Work {
        code
        name
      }
    }
  }
`);

type Conflict = Merging["conflicts"][number];

interface ConflictTableProps {
  scenario: Scenario;
  conflicts: readonly Conflict[];
  decisions: Decisions;
  decide: (conflicts: readonly Conflict[], keep: Keep) => void;
}

const COLUMNS = ["field", "was", "theirs", "mine", "keep"];

export function ConflictTable({ scenario, conflicts, decisions, decide }: ConflictTableProps) {
  const { t } = useTranslation("scenarios");
  const nameOf = useNames(scenario, conflicts);
  return (
    <section aria-label={t("conflict.title")}>
      <Group justify="space-between" mb={6}>
        <Text size="sm">{t("conflict.hint", { count: conflicts.length, revision: scenario.baseRevision })}</Text>
        <Group gap="xs">
          {(["MINE", "THEIRS"] as const).map((keep) => (
            <Button key={keep} size="compact-sm" variant="default" onClick={() => decide(conflicts, keep)}>
              {t(`conflict.all.${keep}`)}
            </Button>
          ))}
        </Group>
      </Group>
      <Table verticalSpacing={6} fz="sm" className={classes["conflicts"] ?? ""} aria-label={t("conflict.title")}>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name}>{t(`conflict.${name}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflicts.map((conflict) => {
            const item = nameOf(conflict.id);
            const title = conflict.title || t("conflict.whole");
            const said = (text: string) => (conflict.field === null ? t(`conflict.text.${text}`, { defaultValue: text }) : text);
            const keep = decisions.get(spotKey(conflict))?.keep;
            return (
              <Table.Tr key={spotKey(conflict)}>
                <Table.Th scope="row">
                  {item}
                  <Text size="xs" c="dimmed">
                    {title}
                  </Text>
                </Table.Th>
                <Table.Td c="dimmed">{conflict.wasText}</Table.Td>
                <Table.Td data-chosen={keep === "THEIRS"}>{said(conflict.theirsText)}</Table.Td>
                <Table.Td data-chosen={keep === "MINE"}>{said(conflict.mineText)}</Table.Td>
                <Table.Td>
                  <SegmentedControl
                    aria-label={t("conflict.keepOf", { item, title })}
                    value={keep ?? ""}
                    onChange={(next) => decide([conflict], next as Keep)}
                    data={[
                      { value: "THEIRS", label: t("conflict.theirs") },
                      { value: "MINE", label: t("conflict.mine") },
                    ]}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** Returns what to call an entity in conflict. */
function useNames(scenario: Scenario, conflicts: readonly Conflict[]): (id: string) => string {
  const ids = [...new Set(conflicts.map(({ id }) => id))].slice(0, 200);
  const { data } = useAnswer(NAMES, { id: scenario.id, ids });
  const names = new Map(data?.scenario?.comparison.changes.map(({ id, label }) => [id, label]));
  for (const node of data?.nodes ?? []) {
    if (node === null || names.has(node.id)) continue;
    names.set(node.id, "code" in node ? `${node.code} ${node.name}` : inWords(node.__typename));
  }
  return (id) => names.get(id) ?? "";
}
