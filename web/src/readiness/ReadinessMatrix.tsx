/** Markets by gates: how each gate stands, by when, and what decides the market; a gate opens with its reasons. */
import { Button } from "@mantine/core";
import { IconLayoutGridAdd } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useAnswer } from "~/api/answers";
import { useParam } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { Empty, Failed, Loading } from "~/parts/states";
import { GateDrawer } from "./GateDrawer";
import { GateCell } from "./GateCell";
import { GateHead } from "./GateHead";
import { MarketHead, type Odds } from "./MarketHead";
import { type Matrix, READINESS, nameOf, placeOf, standingOf, stepped } from "./matrix";
import classes from "./Readiness.module.css";
import { useAddDefaultGates } from "./useAddDefaultGates";

interface ReadinessMatrixProps {
  launch: string;
  /** Quantiles and probability of each market, by its code. */
  odds?: ReadonlyMap<string, Odds>;
}

export function ReadinessMatrix({ launch, odds }: ReadinessMatrixProps) {
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(READINESS, { launch, revision });
  const matrix = data?.plan.readiness[0];
  if (data === undefined) return error === null ? <Loading rows={6} /> : <Failed error={error} retry={() => void refetch()} />;
  if (matrix === undefined || matrix.templates.length === 0) return <NoGates />;
  const today = data.plan.portfolio.statusDate ?? new Date().toISOString().slice(0, 10);
  return <Known matrix={matrix} today={today} {...(odds !== undefined && { odds })} />;
}

function Known({ matrix, today, odds }: { matrix: Matrix; today: string; odds?: ReadonlyMap<string, Odds> }) {
  const { t } = useTranslation("readiness");
  const [opened, open] = useParam("gate");
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const { templates, cells } = matrix;
  const keys = (event: KeyboardEvent) => {
    const next = stepped(at, event.key, [cells.length, templates.length], event.ctrlKey || event.metaKey);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    body.current?.querySelector<HTMLElement>(`[data-at="${next.join()}"]`)?.focus();
  };
  const place = placeOf(opened);
  const shown = place === null ? undefined : cells.find((cell) => nameOf(cell, place.template) === opened);
  return (
    <div className={classes["scroller"]} role="region" aria-label={t("matrix")} tabIndex={-1}>
      <table className={classes["matrix"]} aria-label={t("matrix")}>
        <thead>
          <tr>
            <th scope="col" className={classes["corner"]}>
              {t("market")}
            </th>
            {templates.map((template) => (
              <GateHead key={template.id} template={template} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={keys}>
          {cells.map((cell, row) => (
            <tr key={cell.market?.id ?? ""}>
              <MarketHead cell={cell} odds={odds?.get(cell.market?.code ?? "")} />
              {templates.map(({ id, code, name }, column) => (
                <GateCell
                  key={id}
                  gate={standingOf(cell, code)}
                  label={`${cell.market?.code ?? t("allMarkets")} ${code} ${name}`}
                  today={today}
                  place={`${row},${column}`}
                  entered={at[0] === row && at[1] === column}
                  blocking={cell.blocking?.template.code === code}
                  opened={opened === nameOf(cell, code)}
                  open={() => {
                    setAt([row, column]);
                    open(nameOf(cell, code));
                  }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {place !== null && shown !== undefined && (
        <GateDrawer
          launch={matrix.launch.code}
          market={shown.market?.code ?? null}
          template={place.template}
          close={() => {
            open("");
            const cell = [cells.indexOf(shown), templates.findIndex(({ code }) => code === place.template)].join();
            requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-at="${cell}"]`)?.focus());
          }}
        />
      )}
    </div>
  );
}

function NoGates() {
  const { t } = useTranslation("readiness");
  const { add, pending } = useAddDefaultGates();
  const action = (
    <Button leftSection={<IconLayoutGridAdd size={16} />} loading={pending} onClick={add}>
      {t("none.add")}
    </Button>
  );
  return <Empty title={t("none.title")} hint={t("none.hint")} action={action} />;
}
