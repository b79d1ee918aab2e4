/** Head, navigation, view, side panel and foot of the page. */
import { Suspense, lazy } from "react";
import { useTranslation } from "~/locales/translation";
import { Loading } from "~/parts/states";
import { CommandPalette } from "./CommandPalette";
import { Header } from "./Header";
import { HelpSheet } from "./HelpSheet";
import { Navigation } from "./Navigation";
import { PastBanner } from "./PastBanner";
import { Stage } from "./Stage";
import classes from "./Shell.module.css";
import { ViewBoundary } from "./ViewBoundary";
import { useBasicCommands } from "./basicCommands";
import { useNarrowNavigation } from "./navigationWidth";
import { useKeys } from "./useKeys";
import { useSelection } from "./view";

const ItemPanel = lazy(() => import("~/panel/ItemPanel"));
const DraftBar = lazy(() => import("~/editing/DraftBar"));

export function Shell() {
  const { t } = useTranslation("app");
  const [item] = useSelection();
  const [narrow, toggle] = useNarrowNavigation();
  useKeys();
  useBasicCommands();
  return (
    <div className={classes["shell"]} data-narrow={narrow || undefined}>
      <a className={classes["skip"]} href="#view">
        {t("skip")}
      </a>
      <Header />
      <Navigation narrow={narrow} toggle={toggle} />
      <div className={classes["middle"]}>
        <PastBanner />
        <Stage />
      </div>
      {item !== "" && (
        <aside className={classes["panel"]} aria-label={t("panel")}>
          <ViewBoundary key={item}>
            <Suspense fallback={<Loading />}>
              <ItemPanel />
            </Suspense>
          </ViewBoundary>
        </aside>
      )}
      <div className={classes["foot"]}>
        <Suspense fallback={null}>
          <DraftBar />
        </Suspense>
      </div>
      <CommandPalette />
      <HelpSheet />
    </div>
  );
}
