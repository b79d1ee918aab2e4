/** The panel's way into the draft: one field, one link, one deletion, each a step with a label that says it. */
import { useCallback } from "react";
import { useTranslation } from "~/locales/translation";
import { useDraft, type Operation } from "~/editing/draft";
import { operationOf } from "~/editing/operations";
import { useValueText } from "~/editing/ValueText";

/** What is edited; `label` is how the user knows it. */
export interface Entity {
  readonly kind: "Initiative" | "Launch" | "Dependency" | "LaunchMarket";
  readonly id: string;
  readonly label: string;
}

/** Returns a function that drafts a new value of a field; `text` says the value where it is an id. */
export function useChangeField(): (entity: Entity, field: string, value: unknown, text?: string) => void {
  const { t } = useTranslation("panel");
  const { add } = useDraft();
  const say = useValueText();
  return useCallback(
    (entity, field, value, text) => {
      const values = { what: t(`fields.${field}`), item: entity.label, value: text ?? say(field, value) };
      const operations = [operationOf({ action: "update", kind: entity.kind, target: entity.id, values: { [field]: value } })];
      add({ label: t("step.change", values), operations });
    },
    [t, add, say],
  );
}

/** Returns a function that drafts any operations under a label. */
export function useAddStep(): (label: string, ...operations: Operation[]) => void {
  const { add } = useDraft();
  return useCallback((label, ...operations) => add({ label, operations }), [add]);
}
