/** One link: the other end, type and lag at once, the promise and the rest when opened. */
import { ActionIcon, Badge, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DELETED, useOverlay } from "~/editing/draft";
import { readEntry } from "./entry";
import { FieldRow } from "./FieldRow";
import { LINK_FIELDS } from "./fields";
import type { Item, Link } from "./item";
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
const LAG = { name: "lag", type: "duration" } as const;

export function LinkRow({ link, item, other, readOnly }: Props) {
  const { t } = useTranslation("panel");
  const [open, setOpen] = useState(false);
  const change = useChangeField();
  const add = useAddStep();
  const drafted = useOverlay().get(link.id);
  const end = link[other];
  const to = end?.code ?? link.externalParty;
  const label = other === "predecessor" ? `${to} → ${item.code}` : `${item.code} → ${to}`;
  const entity: Entity = { kind: "Dependency", id: link.id, label };
  const gone = drafted?.[DELETED] === true;
  const promise = String(drafted?.["promise"] ?? link.promise);
  const cycle = useFieldError(link.id, "createDependency");
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li data-gone={gone || undefined} className={linkClasses["link"]}>
      <Group gap={6} wrap="nowrap">
        <ActionIcon size="sm" aria-expanded={open} aria-label={t("linkDetails", { link: label })} onClick={() => setOpen(!open)}>
          <Chevron size={14} />
        </ActionIcon>
        <div className={linkClasses["end"]}>
          {end === null ? <Text size="sm" fw={600}>{link.externalParty}</Text> : <WorkAnchor code={end.code} name={end.name} />}
          <Text size="xs" c="dimmed" lineClamp={1}>
            {end?.name ?? t("external")}
          </Text>
        </div>
        {promise !== "NONE" && <Badge color={PROMISE_COLORS[promise] ?? "gray"}>{t(`choices.promise.${promise}`)}</Badge>}
        <NativeSelect
          size="xs"
          w={58}
          aria-label={t("typeOf", { link: label })}
          disabled={readOnly || gone}
          data={TYPES}
          value={String(drafted?.["type"] ?? link.type)}
          onChange={(event) => change(entity, "type", event.currentTarget.value)}
        />
        <LagInput key={String(drafted?.["lag"] ?? link.lag)} entity={entity} lag={String(drafted?.["lag"] ?? link.lag)} disabled={readOnly || gone} label={t("lagOf", { link: label })} />
        <ActionIcon
          size="sm"
          disabled={readOnly || gone}
          aria-label={t("removeLink", { link: label })}
          onClick={() => add(t("step.removeLink", { link: label }), { deleteDependency: link.id })}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Group>
      {cycle !== undefined && (
        <Text size="xs" c="red" role="alert">
          {cycle}
        </Text>
      )}
      {open && LINK_FIELDS.map((spec) => <FieldRow key={spec.name} entity={entity} spec={spec} values={link} readOnly={readOnly || gone} />)}
    </li>
  );
}

const PROMISE_COLORS: Record<string, string> = { REQUESTED: "orange", PROMISED: "accent", DECLINED: "red", DELIVERED: "teal" };

function LagInput({ entity, lag, disabled, label }: { entity: Entity; lag: string; disabled: boolean; label: string }) {
  const { t } = useTranslation("panel");
  const change = useChangeField();
  const error = useFieldError(entity.id, "lag");
  const [entry, setEntry] = useState(lag);
  const [wrong, setWrong] = useState("");
  const finish = () => {
    if (entry.trim() === lag) return;
    const read = readEntry(LAG, entry.trim() === "" ? "0d" : entry);
    if ("wrong" in read) setWrong(t(read.wrong));
    else change(entity, "lag", read.value);
  };
  return (
    <TextInput
      w={62}
      aria-label={label}
      disabled={disabled}
      value={entry}
      error={wrong || error || undefined}
      onChange={(event) => {
        setEntry(event.currentTarget.value);
        setWrong("");
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        if (event.key !== "Escape") return;
        event.preventDefault();
        setEntry(lag);
        setWrong("");
      }}
    />
  );
}
