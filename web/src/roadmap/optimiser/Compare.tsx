/** Two proposals side by side: value, what only one of them has, what starts in another quarter. */
import { Select, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { differenceOf } from "./compare";
import type { Chosen, Run } from "./proposals";
import classes from "./optimiser.module.css";

export function Compare({ run, runs }: { run: Run; runs: readonly Run[] }) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const others = runs.filter(({ number }) => number !== run.number).toReversed();
  const [chosen, choose] = useState("");
  const other = others.find(({ number }) => String(number) === chosen) ?? others[0];
  if (other === undefined) {
    return (
      <Text p="md" c="dimmed" size="sm">
        {t("select.compareHint")}
      </Text>
    );
  }
  const nameOf = (one: Run) => {
    const { quarters } = one.proposal;
    return `${t("select.run_", { number: one.number })}: ${format.quarter(quarters[0]!.label)} – ${format.quarter(quarters.at(-1)!.label)}`;
  };
  const { value, joined, left, shifted } = differenceOf(run.proposal, other.proposal);
  const same = joined.length + left.length + shifted.length === 0;
  return (
    <div className={classes["compare"]}>
      <div className={classes["sides"]}>
        <span>
          {nameOf(run)}
          <b>{t("select.valueOf", { value: format.percent(value[0] * 100) })}</b>
        </span>
        <span>
          <Select
            label={t("select.compareWith")}
            data={others.map((one) => ({ value: String(one.number), label: nameOf(one) }))}
            value={String(other.number)}
            allowDeselect={false}
            onChange={(next) => choose(next ?? "")}
          />
          <b>{t("select.valueOf", { value: format.percent(value[1] * 100) })}</b>
        </span>
      </div>
      {same && <Text size="sm">{t("select.same")}</Text>}
      <Rows title={t("select.joined")} rows={joined} />
      <Rows title={t("select.left")} rows={left} />
      {shifted.length > 0 && (
        <section>
          <h3>{t("select.shifted")}</h3>
          <ul className={classes["plain"]}>
            {shifted.map(({ row, from, to }) => (
              <li key={row.initiative.id}>
                <b>{row.initiative.code}</b> {row.initiative.name}:{" "}
                {t("select.shift", { from: from === "" ? t("begun") : format.quarter(from), to: to === "" ? t("begun") : format.quarter(to) })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Rows({ title, rows }: { title: string; rows: readonly Chosen[] }) {
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className={classes["plain"]}>
        {rows.map(({ initiative: { id, code, name }, quarter }) => (
          <li key={id}>
            <b>{code}</b> {name} {quarter !== null && <span className={classes["days"]}>{format.quarter(quarter)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
