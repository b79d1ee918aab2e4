/** The launch calendar, and below it a page for each launch. */
import { Route, Switch } from "wouter";
import { useTranslation } from "~/locales/translation";
import { useDraftedPortfolio } from "~/model/drafted";
import { Empty, Failed, Loading } from "~/parts/states";
import { LaunchCalendar } from "./LaunchCalendar";
import { LaunchPage } from "./LaunchPage";
import { launchesOf } from "./launches";

export default function LaunchesView() {
  const { t } = useTranslation("launches");
  const { portfolio, error } = useDraftedPortfolio();
  if (portfolio === undefined) return error === undefined ? <Loading /> : <Failed error={error} />;
  const launches = launchesOf(portfolio);
  if (launches.length === 0) return <Empty title={t("none.title")} hint={t("none.hint")} />;
  return (
    <Switch>
      <Route path="/">
        <LaunchCalendar launches={launches} fiscalStartMonth={portfolio.fiscalStartMonth} />
      </Route>
      <Route path="/:code">{({ code }) => <LaunchPage portfolio={portfolio} code={decodeURIComponent(code)} />}</Route>
    </Switch>
  );
}
