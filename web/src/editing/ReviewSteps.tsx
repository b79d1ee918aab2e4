/** The steps of the draft, newest last, each with what the server has against it. */
import { ActionIcon, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useDraft } from "./draft";
import { stepBehind } from "./merge";
import type { Edit } from "./operations";
import { usePreview, type PreviewAnswer } from "./preview";
import classes from "./Review.module.css";

type UserErrors = PreviewAnswer["userErrors"];

export function ReviewSteps({ errors }: { errors: UserErrors }) {
  const { t } = useTranslation("editing");
  const { steps, remove, state } = useDraft();
  const byStep = useErrorsByStep(errors);
  return (
    <section aria-label={t("steps")}>
      <Title order={3} size="h6" mb={6}>
        {t("steps")}
      </Title>
      {(byStep.get(-1) ?? []).map((error) => <Refusal key={error.message} error={error} />)}
      <Stack component="ol" gap={6} m={0} p={0}>
        {steps.map((step, position) => {
          const refused = byStep.get(position) ?? [];
          return (
            <Group key={step.id} component="li" wrap="nowrap" align="flex-start" justify="space-between" className={classes["step"] ?? ""} data-refused={refused.length > 0}>
              <div>
                <Text size="sm">{step.label}</Text>
                {refused.map((error) => <Refusal key={error.message} error={error} />)}
              </div>
              <Tooltip label={t("removeStep")}>
                <ActionIcon variant="subtle" color="gray" size="sm" disabled={state === "saving"} aria-label={t("removeNamed", { label: step.label })} onClick={() => remove(step.id)}>
                  <IconX size={14} />
                </ActionIcon>
              </Tooltip>
            </Group>
          );
        })}
      </Stack>
    </section>
  );
}

function Refusal({ error }: { error: UserErrors[number] }) {
  return (
    <Text size="xs" c="var(--mantine-color-error)" role="alert">
      {error.message} {error.hint}
    </Text>
  );
}

/** Returns the refusals by position of the step that they come from; -1: of none in particular. */
function useErrorsByStep(errors: UserErrors): Map<number, UserErrors> {
  const { sent } = usePreview();
  const { steps } = useDraft();
  const edits = steps.map((step) => step.edits);
  const found = new Map<number, UserErrors>();
  for (const error of errors) {
    const edit = error.operation === null ? undefined : sent[error.operation];
    const step = edit === undefined ? loopStep(error, edits) : stepBehind(edit, edits, error.field?.at(-1));
    found.set(step, [...(found.get(step) ?? []), error]);
  }
  return found;
}

/** Returns the step that closes a loop: the last one that links or nests; -1 for refusals of other sorts. */
function loopStep(error: UserErrors[number], steps: readonly (readonly Edit[])[]): number {
  if (error.code !== "CYCLE") return -1;
  return steps.findLastIndex((edits) => edits.some(({ kind, values }) => kind === "Dependency" || "parent" in values));
}
