/** One link: the other end, type and lag at once, the promise and the rest when opened. */
import { ActionIcon, Badge, Group, NativeSelect, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { DELETED, useOverlay } from "~/editing/draft";
import { FieldRow } from "./FieldRow";
import { LINK_FIELDS } from "./fields";
import type { Item, Link } from "./item";
import { LagInput } from "./LagInput";
import linkClasses from "./LinkRow.module.css";
import { useAddStep, useChangeField, type Entity } from "./useEdit";
import { useFieldError } from "./useFieldError";
import { WorkAnchor } from "./WorkAnchor";

export type ShownLink = Link;

interface Props {
  link: ShownLink;
  item: Item;
  other: "predecessor" | "successor";
  readOnly: boolean;
}

const TYPES = ["FS", "SS", "FF", "SF"];

export function LinkRow({ link, item, other, readOnly }: Props) {
  const { t } = useTranslation("panel");
  const [open, setOpen] = useState(false);
  const drafted = useOverlay().get(link.id);
  const to = link[other]?.code ?? link.externalParty;
  const label = other === "predecessor" ? `${to} → ${item.code}` : `${item.code} → ${to}`;
  const entity: Entity = { kind: "Dependency", id: link.id, label };
  const gone = drafted?.[DELETED] === true;
  const shown = { ...link, ...drafted };
  const fixed = readOnly || gone;
  const refused = useFieldError(link.id, "createDependency");
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li data-gone={gone || undefined} className={linkClasses["link"]}>
      <Group gap={6} wrap="nowrap">
        <ActionIcon size="sm" aria-expanded={open} aria-label={t("linkDetails", { ends: label })} onClick={() => setOpen(!open)}>
          <Chevron size={14} />
        </ActionIcon>
        <End link={shown} end={link[other]} />
        <Controls entity={entity} link={shown} disabled={fixed} />
      </Group>
      {refused !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {refused}
        </Text>
      )}
      {open && LINK_FIELDS.map((spec) => <FieldRow key={spec.name} entity={entity} spec={spec} values={link} readOnly={fixed} />)}
    </li>
  );
}

function End({ link, end }: { link: ShownLink; end: Link["predecessor"] }) {
  const { t } = useTranslation("panel");
  return (
    <div className={linkClasses["end"]}>
      {end === null ? (
        <Text size="sm" fw={600}>
          {link.externalParty}
        </Text>
      ) : (
        <WorkAnchor code={end.code} name={end.name} />
      )}
      <Text size="xs" c="dimmed" lineClamp={1}>
        {end?.name ?? t("external")}
      </Text>
      {link.promise !== "NONE" && (
        <Badge size="xs" color={PROMISE_COLORS[link.promise]}>
          {t(`choices.promise.${link.promise}`)}
        </Badge>
      )}
    </div>
  );
}

function Controls({ entity, link, disabled }: { entity: Entity; link: ShownLink; disabled: boolean }) {
  const { t } = useTranslation("panel");
  const change = useChangeField();
  const add = useAddStep();
  const ends = entity.label;
  return (
    <>
      <NativeSelect
        size="xs"
        w={58}
        aria-label={t("typeOf", { ends })}
        disabled={disabled}
        data={TYPES}
        value={link.type}
        onChange={(event) => change(entity, "type", event.currentTarget.value)}
      />
      <LagInput key={link.lag} entity={entity} lag={link.lag} disabled={disabled} label={t("lagOf", { ends })} />
      <ActionIcon
        size="sm"
        disabled={disabled}
        aria-label={t("removeLink", { ends })}
        onClick={() => add(t("step.removeLink", { ends }), { deleteDependency: link.id })}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </>
  );
}

const PROMISE_COLORS = { NONE: "gray", REQUESTED: "orange", PROMISED: "accent", DECLINED: "red", DELIVERED: "teal" };
