/** The views of the page in the order of the navigation; each is loaded when it is first opened. */
import {
  type Icon,
  IconAlertTriangle,
  IconArrowsExchange,
  IconGitBranch,
  IconHistory,
  IconLayoutKanban,
  IconRocket,
  IconSitemap,
  IconSunrise,
  IconTable,
  IconTimeline,
  IconUsersGroup,
} from "@tabler/icons-react";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";

export interface View {
  /** Name of the view: key of its title and of its icon. */
  id: "timeline" | "table" | "graph" | "morning" | "launches" | "roadmap" | "scenarios" | "capacity" | "exchange" | "findings" | "history";
  path: string;
  icon: Icon;
  /** Keys that open it. */
  keys: string;
  /** Whether it has pages of its own below its path. */
  nested?: boolean;
  /** Whether it draws the portfolio. */
  dated?: boolean;
  load: () => Promise<{ default: ComponentType }>;
  component: LazyExoticComponent<ComponentType>;
}

const GIVEN: readonly Omit<View, "component">[] = [
  {
    id: "timeline",
    path: "/timeline",
    icon: IconTimeline,
    keys: "G T",
    dated: true,
    load: () => import("~/timeline/TimelineView"),
  },
  {
    id: "table",
    path: "/table",
    icon: IconTable,
    keys: "G A",
    dated: true,
    load: () => import("~/table/TableView"),
  },
  {
    id: "graph",
    path: "/graph",
    icon: IconSitemap,
    keys: "G D",
    dated: true,
    load: () => import("~/graph/GraphView"),
  },
  {
    id: "morning",
    path: "/morning",
    icon: IconSunrise,
    keys: "G M",
    load: () => import("~/morning/MorningView"),
  },
  {
    id: "launches",
    path: "/launches",
    icon: IconRocket,
    keys: "G L",
    nested: true,
    dated: true,
    load: () => import("~/launches/LaunchesView"),
  },
  {
    id: "roadmap",
    path: "/roadmap",
    icon: IconLayoutKanban,
    keys: "G R",
    load: () => import("~/roadmap/RoadmapView"),
  },
  {
    id: "scenarios",
    path: "/scenarios",
    icon: IconGitBranch,
    keys: "G S",
    load: () => import("~/scenarios/ScenariosView"),
  },
  {
    id: "capacity",
    path: "/capacity",
    icon: IconUsersGroup,
    keys: "G C",
    load: () => import("~/capacity/CapacityView"),
  },
  {
    id: "exchange",
    path: "/exchange",
    icon: IconArrowsExchange,
    keys: "G I",
    load: () => import("~/exchange/ExchangeView"),
  },
  {
    id: "findings",
    path: "/findings",
    icon: IconAlertTriangle,
    keys: "G F",
    load: () => import("~/findings/FindingsView"),
  },
  {
    id: "history",
    path: "/history",
    icon: IconHistory,
    keys: "G H",
    load: () => import("~/history/HistoryView"),
  },
];

export const VIEWS: readonly View[] = GIVEN.map((view) => ({ ...view, component: lazy(view.load) }));

/** Returns the view that an absolute path belongs to; the first one if it belongs to none. */
export function viewAt(path: string): View {
  const found = VIEWS.find((view) => path === view.path || path.startsWith(`${view.path}/`));
  return found ?? (VIEWS[0] as View);
}
