/** The frame of every page: providers, navigation and the views, each loaded when it is first opened. */
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, lazy } from "react";
import { Redirect, Route, Switch } from "wouter";
import { answers } from "~/api/answers";
import { theme } from "./theme";

const Timeline = lazy(() => import("~/timeline/TimelineView"));
const Table = lazy(() => import("~/table/TableView"));
const Graph = lazy(() => import("~/graph/GraphView"));
const Launches = lazy(() => import("~/launches/LaunchesView"));
const Exchange = lazy(() => import("~/exchange/ExchangeView"));

export function App() {
  return (
    <QueryClientProvider client={answers}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Suspense fallback={null}>
          <Switch>
            <Route path="/timeline" component={Timeline} />
            <Route path="/table" component={Table} />
            <Route path="/graph" component={Graph} />
            <Route path="/launches" nest component={Launches} />
            <Route path="/exchange" component={Exchange} />
            <Redirect to="/timeline" replace />
          </Switch>
        </Suspense>
      </MantineProvider>
    </QueryClientProvider>
  );
}
