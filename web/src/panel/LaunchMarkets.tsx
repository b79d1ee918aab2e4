/** The markets that a launch goes to; each is an entity of its own, added and removed through the draft. */
import { ActionIcon, Badge, Group, NativeSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { CREATED, DELETED, newRef, useOverlay } from "~/editing/draft";
import type { LaunchItem } from "./item";
import classes from "./Panel.module.css";
import { useAddStep } from "./useEdit";

const MARKETS = graphql(`
  query MarketCodes {
    markets(first: 200) {
      nodes {
        id
        code
        name
      }
    }
  }
`);

export function LaunchMarkets({ launch, readOnly }: { launch: LaunchItem; readOnly: boolean }) {
  const { t } = useTranslation("panel");
  const add = useAddStep();
  const overlay = useOverlay();
  const { data } = useAnswer(MARKETS, {}, { enabled: !readOnly });
  const all = data?.markets.nodes ?? [];
  const codeOf = (id: unknown) => all.find((one) => one.id === id)?.code ?? String(id);
  const kept = launch.launchMarkets.filter(({ id }) => overlay.get(id)?.[DELETED] !== true);
  const added = [...overlay].filter(([, values]) => values[CREATED] === "LaunchMarket" && values["launch"] === launch.id);
  const rows = [
    ...kept.map(({ id, market }) => ({ id, market: market.id, code: market.code })),
    ...added.map(([id, values]) => ({ id, market: String(values["market"]), code: codeOf(values["market"]) })),
  ];
  const free = all.filter((one) => !rows.some((row) => row.market === one.id));
  const title = t("fields.markets");
  const remove = (row: (typeof rows)[number]) =>
    add(t("step.removeMarket", { market: row.code, item: launch.code }), { deleteLaunchMarket: row.id });
  const append = (market: string) =>
    add(t("step.addMarket", { market: codeOf(market), item: launch.code }), {
      createLaunchMarket: { ref: newRef(), values: { launch: launch.id, market } },
    });
  return (
    <section className={classes["section"]} aria-label={title}>
      <h3 className={classes["sectionTitle"]}>{title}</h3>
      <Group gap={6}>
        {rows.map((row) => (
          <Badge
            key={row.id}
            color={row.id.startsWith("ref:") ? "accent" : "gray"}
            rightSection={
              !readOnly && (
                <ActionIcon size={14} aria-label={t("removeMarket", { market: row.code })} onClick={() => remove(row)}>
                  <IconX size={10} />
                </ActionIcon>
              )
            }
          >
            {row.code}
          </Badge>
        ))}
        {!readOnly && (
          <NativeSelect
            size="xs"
            w={130}
            aria-label={t("addMarket")}
            value=""
            data={[{ value: "", label: t("addMarket") }, ...free.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))]}
            onChange={(event) => event.currentTarget.value !== "" && append(event.currentTarget.value)}
          />
        )}
      </Group>
    </section>
  );
}
