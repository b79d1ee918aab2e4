/** All fields of an item, by group. */
import { UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { FieldRow } from "./FieldRow";
import { NameField } from "./Heading";
import type { Item } from "./item";
import { LaunchMarkets } from "./LaunchMarkets";
import classes from "./Panel.module.css";
import { groupsOf, type FieldGroup } from "./fields";
import type { Entity } from "./useEdit";

export function Fields({ item, readOnly }: { item: Item; readOnly: boolean }) {
  const entity = { kind: item.__typename, id: item.id, label: item.code };
  return (
    <>
      <NameField item={item} readOnly={readOnly} />
      <FieldGroups entity={entity} values={item} readOnly={readOnly} />
      {item.__typename === "Launch" && <LaunchMarkets launch={item} readOnly={readOnly} />}
    </>
  );
}

interface Props {
  entity: Entity & { kind: "Initiative" | "Launch" };
  values: Readonly<Record<string, unknown>>;
  readOnly: boolean;
}

export function FieldGroups({ entity, values, readOnly }: Props) {
  return groupsOf(entity.kind).map((group) => (
    <Group key={group.name} group={group} entity={entity} values={values} readOnly={readOnly} />
  ));
}

function Group({ group, ...rest }: Props & { group: FieldGroup }) {
  const { t } = useTranslation("panel");
  const [open, setOpen] = useState(group.rare !== true);
  const title = t(`group.${group.name}`);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes["section"]} aria-label={title}>
      <h3 className={classes["sectionTitle"]}>
        <UnstyledButton aria-expanded={open} fz="sm" fw={650} onClick={() => setOpen(!open)}>
          <Chevron size={14} aria-hidden /> {title}
        </UnstyledButton>
      </h3>
      {open && group.fields.map((spec) => <FieldRow key={spec.name} spec={spec} {...rest} />)}
    </section>
  );
}
