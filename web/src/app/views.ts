/** The views of the page in the order of the navigation; each is loaded when it is first opened. */
import {
  type Icon,
  IconAlertTriangle,
  IconArrowsExchange,
  IconHistory,
  IconRocket,
  IconSitemap,
  IconTable,
  IconTimeline,
} from "@tabler/icons-react";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";

export interface View {
  /** Name of the view: key of its title and of its icon. */
  id: "timeline" | "table" | "graph" | "launches" | "exchange" | "findings" | "history";
  path: string;
  icon: Icon;
  /** Keys that open it. */
  keys: string;
  /** Whether it has pages of its own below its path. */
  nested?: boolean;
  component: LazyExoticComponent<ComponentType>;
}

export const VIEWS: readonly View[] = [
  {
    id: "timeline",
    path: "/timeline",
    icon: IconTimeline,
    keys: "G T",
    component: lazy(() => import("~/timeline/TimelineView")),
  },
  { id: "table", path: "/table", icon: IconTable, keys: "G A", component: lazy(() => import("~/table/TableView")) },
  { id: "graph", path: "/graph", icon: IconSitemap, keys: "G D", component: lazy(() => import("~/graph/GraphView")) },
  {
    id: "launches",
    path: "/launches",
    icon: IconRocket,
    keys: "G L",
    nested: true,
    component: lazy(() => import("~/launches/LaunchesView")),
  },
  {
    id: "exchange",
    path: "/exchange",
    icon: IconArrowsExchange,
    keys: "G I",
    component: lazy(() => import("~/exchange/ExchangeView")),
  },
  {
    id: "findings",
    path: "/findings",
    icon: IconAlertTriangle,
    keys: "G F",
    component: lazy(() => import("~/findings/FindingsView")),
  },
  {
    id: "history",
    path: "/history",
    icon: IconHistory,
    keys: "G H",
    component: lazy(() => import("~/history/HistoryView")),
  },
];

/** Returns the view that an absolute path belongs to; the first one if it belongs to none. */
export function viewAt(path: string): View {
  const found = VIEWS.find((view) => path === view.path || path.startsWith(`${view.path}/`));
  return found ?? (VIEWS[0] as View);
}
