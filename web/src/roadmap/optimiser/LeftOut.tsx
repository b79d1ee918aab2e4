/** What was left out: what binds it, what forcing it in would cost, and the wish to do so. */
import { Badge, Button, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { CodeLink } from "~/parts/CodeLink";
import { shareOf } from "./SelectQuarters";
import type { Chosen } from "./proposals";
import type { Wishes } from "./wishes";
import classes from "./optimiser.module.css";

interface LeftOutProps {
  cut: readonly Chosen[];
  wishes: Wishes;
  put: (change: Partial<Wishes>) => void;
}

export function LeftOut({ cut, wishes, put }: LeftOutProps) {
  const { t } = useTranslation("roadmap");
  const rank = ({ bindingTeam, price }: Chosen) => Number(bindingTeam !== null) * 2 + Number(price !== null);
  const rows = cut.toSorted((a, b) => rank(b) - rank(a) || b.value - a.value);
  if (rows.length === 0) return <Text p="md">{t("select.nothingCut")}</Text>;
  return (
    <ul className={classes["cut"]}>
      {rows.map((row) => (
        <Cut key={row.initiative.id} {...{ row, wishes, put }} />
      ))}
    </ul>
  );
}

function Cut({ row, wishes, put }: { row: Chosen } & Omit<LeftOutProps, "cut">) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const { id, code, name } = row.initiative;
  const [forced, out] = [wishes.forceIn.includes(id), wishes.forceOut.includes(id)];
  return (
    <li>
      <div>
        <CodeLink code={code} /> <b>{name}</b> <Badge color="gray">{t("select.valueOf", { value: shareOf(row.value, format) })}</Badge>{" "}
        {row.quarter !== null && <Badge color="yellow">{t("select.stretch", { quarter: format.quarter(row.quarter) })}</Badge>}
        <p>{reasonOf()}</p>
        {row.price !== null && (
          <p className={classes["price"]}>
            <b>{t("select.price")}:</b> {row.price}
          </p>
        )}
      </div>
      {forced || out ? (
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => put(forced ? { forceIn: without(wishes.forceIn, id) } : { forceOut: without(wishes.forceOut, id) })}
        >
          {t(forced ? "select.forced" : "select.kept")} · {t("select.release")}
        </Button>
      ) : (
        <Button size="compact-xs" variant="default" aria-label={`${t("select.force")}: ${code}`} onClick={() => put({ forceIn: [...wishes.forceIn, id] })}>
          {t("select.force")}
        </Button>
      )}
    </li>
  );

  function reasonOf(): string {
    if (row.bindingTeam === null || row.bindingQuarter === null) return row.reason ?? "";
    const values = { days: format.number(row.lackingDays, 0), team: row.bindingTeam.name, quarter: format.quarter(row.bindingQuarter) };
    if (row.bindingSkill) return t("select.lackingSkill", { ...values, skill: row.bindingSkill });
    return t("select.lacking", values);
  }
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}
