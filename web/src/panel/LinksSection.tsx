/** What the item waits for and what waits for it: each link with its type, lag and promise, changed through the draft. */
import { Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { CREATED, newRef, useOverlay } from "~/editing/draft";
import type { Item } from "./item";
import { LinkRow, type ShownLink } from "./LinkRow";
import classes from "./Panel.module.css";
import { useAddStep } from "./useEdit";
import { useNames } from "./useNames";
import { WorkSearch, type Found } from "./WorkSearch";

type Side = "predecessor" | "successor";

export function LinksSection({ item, readOnly }: { item: Item; readOnly: boolean }) {
  return (
    <>
      <LinkList item={item} other="predecessor" readOnly={readOnly} />
      <LinkList item={item} other="successor" readOnly={readOnly} />
    </>
  );
}

function LinkList({ item, other, readOnly }: { item: Item; other: Side; readOnly: boolean }) {
  const { t } = useTranslation("panel");
  const add = useAddStep();
  const created = useCreatedLinks(item, other);
  const links: ShownLink[] = other === "predecessor" ? item.predecessors : item.successors;
  const all = [...links, ...created];
  const title = t(other === "predecessor" ? "waitsFor" : "waitedForBy", { count: all.length });
  const append = (found: Found) => {
    const ends = other === "predecessor" ? { predecessor: found.id, successor: item.id } : { predecessor: item.id, successor: found.id };
    const codes = other === "predecessor" ? { from: found.code, to: item.code } : { from: item.code, to: found.code };
    add(t("step.addLink", codes), { createDependency: { ref: newRef(), values: { ...ends, type: "FS" } } });
  };
  return (
    <section className={classes["section"]} aria-label={title}>
      <h3 className={classes["sectionTitle"]}>{title}</h3>
      {all.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("noLinks")}
        </Text>
      )}
      <ul className={classes["rows"]}>
        {all.map((link) => (
          <LinkRow key={link.id} link={link} item={item} other={other} readOnly={readOnly} />
        ))}
      </ul>
      {!readOnly && (
        <div className={classes["append"]}>
          <WorkSearch
            label={t(other === "predecessor" ? "addPredecessor" : "addSuccessor")}
            placeholder={t(other === "predecessor" ? "addPredecessor" : "addSuccessor")}
            choose={append}
          />
        </div>
      )}
    </section>
  );
}

/** Returns the links of one side that the draft creates, in the shape of those that exist. */
function useCreatedLinks(item: Item, other: Side): ShownLink[] {
  const here = other === "predecessor" ? "successor" : "predecessor";
  const found = [...useOverlay()].filter(([, values]) => values[CREATED] === "Dependency" && values[here] === item.id);
  const ids = found.map(([, values]) => String(values[other]));
  const names = useNames(ids, new Map());
  return found.map(([id, values], position) => {
    const [code = "", ...words] = (names[position] ?? "").split(" ");
    const end = { __typename: "Initiative" as const, id: ids[position] ?? "", code, name: words.join(" ") };
    const self = { __typename: item.__typename, id: item.id, code: item.code, name: item.name };
    return {
      ...BLANK,
      ...values,
      id,
      predecessor: other === "predecessor" ? end : self,
      successor: other === "predecessor" ? self : end,
    } as ShownLink;
  });
}

const BLANK = {
  type: "FS",
  lag: "0d",
  lagCalendar: "SUCCESSOR",
  externalParty: "",
  promise: "NONE",
  promisedBy: "",
  requestedOn: null,
  neededBy: null,
  promisedFor: null,
  deliveredOn: null,
  note: "",
};
