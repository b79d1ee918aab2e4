/** Which markets may go together by a day: the most that meet it with the chance asked for. */
import { Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { useFormat } from "~/parts/format";
import classes from "./Forecast.module.css";
import type { MarketForecast } from "./forecast";

const PARTIAL = graphql(`
  query PartialLaunch($launch: ID!, $by: Date!, $atLeast: Float!, $revision: Int) {
    plan(revision: $revision) {
      launchForecast(launch: $launch) {
        partial(by: $by, atLeast: $atLeast) {
          markets {
            code
          }
          chance {
            value
          }
          left {
            market {
              code
            }
            chance {
              value
            }
          }
        }
      }
    }
  }
`);

const CHANCES = ["0.5", "0.8", "0.9", "0.95"];

export function PartialSet({ launch, markets }: { launch: string; markets: readonly MarketForecast[] }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const revision = useAskedRevision();
  const open = markets.filter(({ liveOn }) => liveOn === null);
  const [by, setBy] = useState(() => middle(open));
  const [atLeast, setAtLeast] = useState("0.8");
  const enabled = open.length > 1 && /^\d{4}-\d{2}-\d{2}$/.test(by);
  const { data } = useAnswer(PARTIAL, { launch, by, atLeast: Number(atLeast), revision }, { enabled });
  const partial = data?.plan.launchForecast.partial;
  if (open.length < 2 || open.every(({ p80 }) => p80 === null)) return null;
  const percent = (value: number) => format.percent(value * 100);
  return (
    <div className={classes["partial"]}>
      <Group gap="xs" align="end">
        <TextInput label={t("partial.by")} type="date" value={by} onChange={(event) => setBy(event.currentTarget.value)} />
        <NativeSelect
          label={t("partial.atLeast")}
          value={atLeast}
          data={CHANCES.map((value) => ({ value, label: percent(Number(value)) }))}
          onChange={(event) => setAtLeast(event.currentTarget.value)}
        />
      </Group>
      {partial != null && (
        <div role="status">
          <Text size="sm">
            {partial.markets.length === 0
              ? t("partial.none")
              : t("partial.go", {
                  count: partial.markets.length,
                  markets: partial.markets.map(({ code }) => code).join(", "),
                  percent: percent(partial.chance?.value ?? 0),
                })}
          </Text>
          {partial.left.length > 0 && (
            <Text size="xs" c="dimmed">
              {t("partial.left", {
                markets: partial.left
                  .map(({ market, chance }) => `${market?.code ?? ""} ${chance === null ? "?" : percent(chance.value)}`)
                  .join(", "),
              })}
            </Text>
          )}
        </div>
      )}
    </div>
  );
}

/** The P80 of the market in the middle: a day by which some can go and some cannot. */
function middle(markets: readonly MarketForecast[]): string {
  const days = markets.flatMap(({ p80 }) => (p80 === null ? [] : [p80])).sort();
  return days[Math.floor((days.length - 1) / 2)] ?? "";
}
