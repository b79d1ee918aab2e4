/** One field: its value, where it comes from, whether it is drafted, what the server has against it, and its editor. */
import { ActionIcon, Text, Tooltip, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useOverlay } from "~/editing/draft";
import { withoutField } from "~/editing/steps";
import { useDraftStore } from "~/editing/store";
import { FieldEditor } from "./FieldEditor";
import { sameValue } from "./entry";
import classes from "./Field.module.css";
import type { FieldSpec } from "./fields";
import { FieldValue, type Inherited } from "./FieldValue";
import { namesIn, plainValue } from "./plainValue";
import { useChangeField, type Entity } from "./useEdit";
import { useFieldError } from "./useFieldError";

interface Props {
  entity: Entity;
  spec: FieldSpec;
  /** The item or link as the server has it. */
  values: Readonly<Record<string, unknown>>;
  readOnly: boolean;
}

export function FieldRow({ entity, spec, values, readOnly }: Props) {
  const { t } = useTranslation("panel");
  const change = useChangeField();
  const drafted = useOverlay().get(entity.id);
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const error = useFieldError(entity.id, spec.name);
  const inherited = spec.inherited === undefined ? undefined : (values[spec.inherited] as Inherited | undefined);
  const own = plainValue(values[spec.name]);
  const isDrafted = drafted !== undefined && spec.name in drafted;
  const value = isDrafted ? drafted[spec.name] : own;
  const label = t(`fields.${spec.name}`);
  const known = new Map([...namesIn(values[spec.name]), ...namesIn(inherited?.value)]);

  useEffect(() => {
    if (wasEditing.current && !editing) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  const commit = (next: unknown, text?: string) => {
    setEditing(false);
    if (!sameValue(next, value)) change(entity, spec.name, next, text);
  };
  return (
    <div className={classes["row"]} data-drafted={isDrafted || undefined}>
      <Text component="span" size="sm" c="dimmed" className={classes["label"] ?? ""} id={`${entity.id}-${spec.name}`}>
        {label}
      </Text>
      {editing ? (
        <FieldEditor spec={spec} value={value} known={known} label={label} commit={commit} cancel={() => setEditing(false)} />
      ) : (
        <UnstyledButton
          ref={button}
          className={classes["value"] ?? ""}
          disabled={readOnly}
          data-field={spec.name}
          onClick={() => setEditing(true)}
          onKeyDown={(event) => {
            if (event.key !== "F2") return;
            event.preventDefault();
            setEditing(true);
          }}
        >
          <VisuallyHidden>{t("editField", { field: label })} </VisuallyHidden>
          <FieldValue spec={spec} value={value} known={known} inherited={isDrafted ? undefined : inherited} />
        </UnstyledButton>
      )}
      {isDrafted && !editing && <Revert entity={entity} field={spec.name} label={label} />}
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" className={classes["error"] ?? ""}>
          {error}
        </Text>
      )}
    </div>
  );
}

function Revert({ entity, field, label }: { entity: Entity; field: string; label: string }) {
  const { t } = useTranslation("panel");
  const revert = () => {
    const draft = useDraftStore.getState();
    draft.replace(withoutField(draft, { kind: entity.kind, target: entity.id }, field));
  };
  return (
    <Tooltip label={t("revert")}>
      <ActionIcon size="sm" aria-label={t("revertField", { field: label })} onClick={revert}>
        <IconArrowBackUp size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
