/** Findings that the draft brings about. */
import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useDraft } from "./draft";
import { operationOf } from "./operations";
import type { PreviewAnswer } from "./preview";

interface Shown {
  severity: "ERROR" | "WARNING" | "INFO";
  code: string;
  message: string;
  hint: string;
  mend?: PreviewAnswer["newFindings"][number]["mend"];
}

const COLORS = { ERROR: "red", WARNING: "orange", INFO: "gray" } as const;

export function ReviewFindings({ title, findings }: { title: string; findings: readonly Shown[] }) {
  const { t } = useTranslation("editing");
  if (findings.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={3} size="h6" mb={6}>
        {title}
      </Title>
      <Stack component="ul" gap={8} m={0} p={0}>
        {findings.map((finding, position) => (
          <Group key={position} component="li" wrap="nowrap" align="flex-start" gap="xs">
            <Badge size="xs" mt={3} miw="max-content" flex="none" variant="light" color={COLORS[finding.severity]}>
              {t(`severity.${finding.severity}`)}
            </Badge>
            <div>
              <Text size="sm">{finding.message}</Text>
              <Text size="xs" c="dimmed">
                {finding.hint}
              </Text>
              {finding.mend && <Mend hint={finding.hint} mend={finding.mend} />}
            </div>
          </Group>
        ))}
      </Stack>
    </section>
  );
}

/** Adds what mends a finding to the draft. */
function Mend({ hint, mend: { node, field, value } }: { hint: string; mend: NonNullable<Shown["mend"]> }) {
  const { t } = useTranslation("editing");
  const { add } = useDraft();
  const edit = { action: "update", kind: node.__typename, target: node.id, values: { [field]: value } } as const;
  return (
    <Button size="compact-xs" variant="light" mt={4} onClick={() => add({ label: hint, operations: [operationOf(edit)] })}>
      {t("mend")}
    </Button>
  );
}
