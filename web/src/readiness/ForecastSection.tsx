/** When each market of a launch is ready: bands of probability against the target, as a picture that is a table. */
import { useTranslation } from "~/locales/translation";
import { DateText } from "~/parts/DateText";
import { useFormat } from "~/parts/format";
import { Failed, Loading } from "~/parts/states";
import { type Axis, type MarketForecast, axisOf, bandOf, useForecast } from "./forecast";
import classes from "./Forecast.module.css";
import { dayNear } from "./near";
import { PartialSet } from "./PartialSet";

export function ForecastSection({ launch }: { launch: string }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const { forecast, error, refetch } = useForecast(launch);
  if (forecast === undefined) return error === null ? <Loading rows={4} /> : <Failed error={error} retry={() => void refetch()} />;
  const axis = axisOf(forecast.markets);
  return (
    <section aria-label={t("forecast.title")}>
      <h2>{t("forecast.title")}</h2>
      {axis !== null && (
        <table className={classes["fan"]}>
          <caption className={classes["caption"]}>
            {t("forecast.caption", { samples: format.number(forecast.samples) })}
            {forecast.joint !== null && (
              <> {t("forecast.joint", { percent: format.percent(forecast.joint.value * 100) })}</>
            )}
          </caption>
          <Head axis={axis} />
          <tbody>
            {forecast.markets.map((market) => (
              <Row key={market.market?.code ?? ""} market={market} axis={axis} />
            ))}
          </tbody>
        </table>
      )}
      <PartialSet launch={launch} markets={forecast.markets} />
    </section>
  );
}

function Head({ axis }: { axis: Axis }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const every = Math.ceil(axis.months.length / 9);
  return (
    <thead>
      <tr>
        <th scope="col">{t("market")}</th>
        <th scope="col" className={classes["plot"]}>
          <span className={classes["months"]} aria-label={t("forecast.bands")} role="img">
            {axis.months.map(({ at, x }, index) => (
              <span key={at} style={{ insetInlineStart: `${x * 100}%` }}>
                {index % every === 0 && format.month(at / 60_000)}
              </span>
            ))}
          </span>
        </th>
        {["p10", "p50", "p80", "p90", "chance"].map((name) => (
          <th key={name} scope="col" className={classes["number"]}>
            {t(`forecast.${name}`)}
          </th>
        ))}
        <th scope="col">{t("forecast.decides")}</th>
      </tr>
    </thead>
  );
}

function Row({ market, axis }: { market: MarketForecast; axis: Axis }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const { liveOn, unknown, chance } = market;
  const label = market.market?.code ?? t("allMarkets");
  if (liveOn !== null || market.p50 === null) {
    return (
      <tr>
        <th scope="row">{label}</th>
        <td colSpan={7} className={classes["note"]}>
          {liveOn !== null ? (
            <>
              {t("liveOn")} <DateText date={liveOn} />
            </>
          ) : (
            `${t("nobodyKnows")}. ${unknown.join(" ")}`
          )}
        </td>
      </tr>
    );
  }
  const decider = market.deciders[0];
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={classes["plot"]}>
        <Fan market={market} axis={axis} />
      </td>
      {[market.p10, market.p50, market.p80, market.p90].map((day, place) => (
        <td key={place} className={classes["number"]}>
          {dayNear(format, day, market.target ?? market.p50)}
        </td>
      ))}
      <td className={classes["number"]} data-low={(chance !== null && chance.value < 0.5) || undefined}>
        {chance === null ? "–" : format.percent(chance.value * 100)}
      </td>
      <td className={classes["note"]}>
        {decider !== undefined &&
          t("forecast.decider", {
            what: decider.template?.code ?? t("forecast.work"),
            percent: format.percent(decider.share * 100),
          })}
      </td>
    </tr>
  );
}

/** The band from 10 to 90 %, darker from 20 to 80 %, the median, and the target; the numbers stand beside it. */
function Fan({ market, axis }: { market: MarketForecast; axis: Axis }) {
  const band = bandOf(market, axis);
  if (band === null) return null;
  const percent = (x: number) => `${Math.round(x * 10_000) / 100}%`;
  const width = (from: number, to: number) => percent(Math.max(to - from, 0.002));
  return (
    <svg className={classes["svg"]} aria-hidden preserveAspectRatio="none">
      {axis.months.map(({ at, x }) => (
        <line key={at} x1={percent(x)} x2={percent(x)} y1="0" y2="100%" className={classes["grid"]} />
      ))}
      <rect x={percent(band.p10)} width={width(band.p10, band.p90)} y="30%" height="40%" rx="2" className={classes["wide"]} />
      <rect x={percent(band.p20)} width={width(band.p20, band.p80)} y="30%" height="40%" className={classes["narrow"]} />
      <line x1={percent(band.p50)} x2={percent(band.p50)} y1="18%" y2="82%" className={classes["median"]} />
      {band.target !== null && (
        <line x1={percent(band.target)} x2={percent(band.target)} y1="0" y2="100%" className={classes["target"]} />
      )}
    </svg>
  );
}

