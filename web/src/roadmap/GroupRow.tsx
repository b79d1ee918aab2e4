/** One group of cards over all columns. */
import { UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import type { Board } from "./board";
import { CardBox } from "./CardBox";
import { useColumnName } from "./Heading";
import { type Layout, type Row, type Spot, topOf } from "./layout";
import classes from "./roadmap.module.css";

interface GroupRowProps {
  board: Board;
  layout: Layout;
  row: Row;
  first: number;
  last: number;
  spot: Spot | undefined;
  selected: string;
  toggle: (group: string) => void;
  carried: number | undefined;
}

export function GroupRow({ board, layout, row, first, last, spot, selected, toggle, carried }: GroupRowProps) {
  const { t } = useTranslation("roadmap");
  const columnName = useColumnName();
  const name = row.key === "" ? t("nowhere") : row.key;
  const own = spot !== undefined && layout.rows[spot.group] === row;
  const Chevron = row.closed ? IconChevronRight : IconChevronDown;
  return (
    <section className={classes["row"]} style={{ top: row.top, height: row.height }} aria-label={name}>
      <div className={classes["rowHead"]}>
        <UnstyledButton className={classes["rowName"] ?? ""} onClick={() => toggle(row.key)} aria-expanded={!row.closed}>
          <Chevron size={15} aria-hidden />
          <span>
            {name}
            <span className={classes["rowCount"]}>{t("cards", { count: row.count })}</span>
          </span>
        </UnstyledButton>
      </div>
      {row.stacks.map((stack, column) => {
        const kept = own && spot.column === column ? spot.at : -1;
        const seen = row.closed ? [] : stack.flatMap((card, at) => ((at >= first && at <= last) || at === kept ? [[card, at] as const] : []));
        const { key } = board.columns[column]!;
        return (
          <div key={key} className={classes["cell"]} data-aside={key === "aside" || undefined}>
            {row.closed && stack.length > 0 && <span className={classes["closedCount"]}>{t("cards", { count: stack.length })}</span>}
            {seen.length > 0 && (
              <div role="list" aria-label={`${name}, ${columnName(board.columns[column]!)}`}>
                {seen.map(([card, at]) => (
                  <CardBox
                    key={card}
                    {...{ board, card: board.cards[card]!, place: `${card} ${row.key}`, top: topOf(at), size: stack.length, position: at + 1 }}
                    focused={kept === at}
                    selected={board.cards[card]!.code === selected}
                    carried={carried === card}
                  />
                ))}
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}
