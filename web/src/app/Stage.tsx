/** The view that the address names, in its own boundary: what fails there leaves the rest of the page alone. */
import { VisuallyHidden } from "@mantine/core";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "~/locales/translation";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { Loading } from "~/parts/states";
import classes from "./Shell.module.css";
import { ViewBoundary } from "./ViewBoundary";
import { usePlanHead } from "./planHead";
import { VIEWS, viewAt } from "./views";

export function Stage() {
  const { t } = useTranslation("app");
  const [path] = useLocation();
  const { name } = usePlanHead();
  const view = viewAt(path);
  const title = t(`view.${view.id}`);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view.id);

  useEffect(() => {
    document.title = [title, name, "Planner"].filter((part) => part !== "").join(" · ");
  }, [title, name]);
  useEffect(() => {
    if (shown.current === view.id) return;
    shown.current = view.id;
    main.current?.focus({ preventScroll: true });
  }, [view.id]);

  return (
    <main id="view" className={classes["view"]} ref={main} tabIndex={-1} aria-label={title}>
      <VisuallyHidden component="h1">{title}</VisuallyHidden>
      <ViewBoundary key={view.id}>
        <Suspense fallback={<Loading />}>
          <Switch>
            {VIEWS.map(({ id, path: at, nested, component }) => (
              <Route key={id} path={at} component={component} {...(nested && { nest: true })} />
            ))}
            <Route>
              <Redirect to={`/timeline${window.location.search}`} replace />
            </Route>
          </Switch>
        </Suspense>
      </ViewBoundary>
    </main>
  );
}
