/** What would bring one market to a day: sets of moves, each tried by scheduling everything with it. */
import { Button, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useState } from "react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { CANDIDATE, Remedy } from "~/panel/Remedy";
import { useFormat } from "~/parts/format";
import { Failed, Loading } from "~/parts/states";
import classes from "./Forecast.module.css";
import { type MarketStanding, TROUBLE, useStandings } from "./overview";

const REMEDIES = graphql(
  `
    query LaunchRemedies($launch: ID!, $market: ID, $by: Date) {
      launchRemedies(launch: $launch, market: $market, by: $by) {
        finishAt
        alreadyMet
        candidates {
          ...Candidate
        }
        best {
          ...Candidate
        }
        binding
      }
    }
  `,
  [CANDIDATE],
);

/** Shows no more sets than this. */
const SHOWN = 3;

export function WhatItTakes({ launch, code }: { launch: string; code: string }) {
  const revision = useAskedRevision();
  const open = (useStandings()?.get(code)?.markets ?? []).filter(({ liveOn }) => liveOn === null);
  if (revision !== null || open.length === 0) return null;
  return <Question launch={launch} code={code} markets={open} />;
}

function Question({ launch, code, markets }: { launch: string; code: string; markets: readonly MarketStanding[] }) {
  const { t } = useTranslation("readiness");
  const worst = markets.find(({ state }) => TROUBLE.has(state)) ?? markets[0]!;
  const [market, setMarket] = useState(worst.market);
  const chosen = markets.find((one) => one.market === market) ?? worst;
  const [by, setBy] = useState<string | null>(null);
  const [asked, ask] = useState<{ market: string; by: string } | null>(null);
  const day = by ?? chosen.target ?? "";
  return (
    <section aria-label={t("takes.title")} className={classes["takes"]}>
      <h2>{t("takes.title")}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask({ market: chosen.market, by: day });
        }}
      >
        <Group gap="xs" align="end">
          {chosen.market !== "" && (
            <NativeSelect
              label={t("market")}
              value={chosen.market}
              data={markets.map((one) => ({ value: one.market, label: `${one.market} ${one.name} · ${t(`cell.${one.state}`)}` }))}
              onChange={(event) => setMarket(event.currentTarget.value)}
            />
          )}
          <TextInput label={t("takes.by")} type="date" required max="2199-12-31" value={day} onChange={(event) => setBy(event.currentTarget.value)} />
          <Button type="submit" variant="default" leftSection={<IconBulb size={14} />}>
            {t("takes.ask")}
          </Button>
        </Group>
      </form>
      {asked !== null && <Answer key={`${asked.market} ${asked.by}`} launch={launch} code={code} market={asked.market} by={asked.by} />}
    </section>
  );
}

function Answer({ launch, code, market, by }: { launch: string; code: string; market: string; by: string }) {
  const { t } = useTranslation("panel");
  const format = useFormat();
  const { data, error, refetch } = useAnswer(REMEDIES, { launch, market: market === "" ? null : market, by });
  if (error !== null && data === undefined) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={3} label={t("searchingRemedies")} />;
  const remedies = data.launchRemedies;
  if (remedies === null) return <Text size="sm">{t("readiness:takes.noWork")}</Text>;
  if (remedies.alreadyMet) return <Text size="sm">{t("alreadyMet", { at: format.dayTime(remedies.finishAt) })}</Text>;
  const found = remedies.candidates.length > 0;
  const shown = found ? remedies.candidates.slice(0, SHOWN) : remedies.best === null ? [] : [remedies.best];
  return (
    <div role="status">
      <Text size="sm" mt="xs">
        {found ? t("remedies", { count: remedies.candidates.length, by: format.day(by) }) : t("noRemedy", { by: format.day(by) })}
      </Text>
      {!found && remedies.binding.map((one) => <Text key={one} size="sm" c="dimmed">{one}</Text>)}
      <div className={classes["remedies"]}>
        {shown.map((candidate, place) => (
          <Remedy key={place} candidate={candidate} launch={{ code }} readOnly={false} />
        ))}
      </div>
    </div>
  );
}
