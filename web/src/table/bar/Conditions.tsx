/** What the table is filtered, sorted and grouped by; each can be taken away. */
import { Pill } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconFilter, IconStack2 } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Filter } from "../arrange/filtering";
import { useModel } from "../grid/model";
import classes from "./bar.module.css";
import { useKeyText } from "./useKeyText";

export function Conditions() {
  const { t } = useTranslation("table");
  const { view, change, sheet, title } = useModel();
  const say = useFilterText();
  if (view.filters.length + view.sort.length + view.group.length === 0) return null;
  const named = (name: string) => title(sheet.column(name) ?? { name, title: name });
  return (
    <div className={classes["conditions"]} role="group" aria-label={t("conditions")}>
      {view.group.map((name) => (
        <Condition key={`g${name}`} icon={<IconStack2 size={12} />} text={t("groupedBy", { column: named(name) })} remove={() => change({ group: view.group.filter((one) => one !== name), closed: [] })} />
      ))}
      {view.sort.map(({ column, down }) => (
        <Condition
          key={`s${column}`}
          icon={down ? <IconArrowDown size={12} /> : <IconArrowUp size={12} />}
          text={t(down ? "sortedDown" : "sortedUp", { column: named(column) })}
          remove={() => change({ sort: view.sort.filter((sort) => sort.column !== column) })}
        />
      ))}
      {view.filters.map((filter) => (
        <Condition key={`f${filter.column}`} icon={<IconFilter size={12} />} text={`${named(filter.column)}: ${say(filter)}`} remove={() => change({ filters: view.filters.filter((one) => one !== filter) })} />
      ))}
    </div>
  );
}

function Condition({ icon, text, remove }: { icon: React.ReactNode; text: string; remove: () => void }) {
  const { t } = useTranslation("table");
  return (
    <Pill className={classes["condition"] ?? ""} withRemoveButton onRemove={remove} removeButtonProps={{ "aria-label": t("remove", { condition: text }), tabIndex: 0, "aria-hidden": false }}>
      <span className={classes["icon"]} aria-hidden>{icon}</span>
      {text}
    </Pill>
  );
}

function useFilterText(): (filter: Filter) => string {
  const { t } = useTranslation("table");
  const { sheet } = useModel();
  const format = useFormat();
  const name = useKeyText();
  return ({ column: at, test }) => {
    const column = sheet.column(at);
    const bound = (text: string) => (column?.type === "date" || column?.type === "moment" ? format.day(text) : text);
    if (test.by === "has") return `“${test.text}”`;
    if (test.by === "in") return test.values.map((key) => (column === undefined ? key : name(column, key))).join(", ");
    if (test.from === "") return t("atMost", { value: bound(test.to) });
    return test.to === "" ? t("atLeast", { value: bound(test.from) }) : `${bound(test.from)} – ${bound(test.to)}`;
  };
}
