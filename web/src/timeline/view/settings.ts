/** What the address says about how the timeline looks: grouping, colours, filters, density, place and zoom. */
import { useMemo } from "react";
import { useParam } from "~/app/view";
import { GROUPINGS, type Grouping } from "../chart";
import { DENSITIES, type Density } from "../lanes/layout";
import { COLOURINGS, type Colouring } from "../paint/colours";
import { LINK_MODES, type LinkMode } from "../paint/scene";

export const LEVELS = ["all", "programmes", "work", "milestones"] as const;
export type LevelFilter = (typeof LEVELS)[number];
export const COLUMNS = ["start", "finish", "float", "slip"] as const;
export type ColumnName = (typeof COLUMNS)[number];

export interface Settings {
  group: Grouping;
  colour: Colouring;
  links: LinkMode;
  density: Density;
  /** Packed lanes, or one line for each row. */
  packed: boolean;
  text: string;
  status: string;
  criticalOnly: boolean;
  level: LevelFilter;
  baseline: boolean;
  /** Whether the load of teams is shown under the drawing. */
  strip: boolean;
  closed: ReadonlySet<string>;
  columns: readonly ColumnName[];
}

export interface SettingsAndSetters {
  settings: Settings;
  set: (name: Setting, value: string) => void;
  toggleLane: (key: string) => void;
}

export type Setting =
  | "group" | "colour" | "links" | "density" | "rows" | "q" | "status" | "critical" | "level" | "baseline" | "columns" | "strip";

const SEPARATOR = "~";

/** Returns the settings and the functions that change them; whatever the address does not know is the default. */
export function useSettings(): SettingsAndSetters {
  const [group, setGroup] = useParam("group", "lineOfBusiness");
  const [colour, setColour] = useParam("colour", "critical");
  const [links, setLinks] = useParam("links", "critical");
  const [density, setDensity] = useParam("density", "comfortable");
  const [rows, setRows] = useParam("rows", "packed");
  const [text, setText] = useParam("q");
  const [status, setStatus] = useParam("status");
  const [critical, setCritical] = useParam("critical");
  const [level, setLevel] = useParam("level", "all");
  const [baseline, setBaseline] = useParam("baseline", "on");
  const [closed, setClosed] = useParam("closed");
  const [strip, setStrip] = useParam("strip", "off");
  const [columns, setColumns] = useParam("columns", "start~finish~float~slip");
  const settings = useMemo<Settings>(
    () => ({
      group: oneOf(GROUPINGS, group),
      colour: oneOf(COLOURINGS, colour),
      links: oneOf(LINK_MODES, links, "critical"),
      density: oneOf(DENSITIES, density),
      packed: rows !== "list",
      ...{ text, status, criticalOnly: critical === "only", level: oneOf(LEVELS, level), baseline: baseline === "on" },
      strip: strip === "on",
      closed: new Set(closed === "" ? [] : closed.split(SEPARATOR)),
      columns: COLUMNS.filter((name) => columns.split(SEPARATOR).includes(name)),
    }),
    [group, colour, links, density, rows, text, status, critical, level, baseline, closed, columns, strip],
  );
  const setters: Record<Setting, (value: string) => void> = {
    ...{ group: setGroup, colour: setColour, links: setLinks, density: setDensity, rows: setRows, q: setText },
    ...{ status: setStatus, critical: setCritical, level: setLevel, baseline: setBaseline, columns: setColumns },
    strip: setStrip,
  };
  return {
    settings,
    set: (name, value) => setters[name](value),
    toggleLane: (key) => {
      const next = new Set(settings.closed);
      if (!next.delete(key)) next.add(key);
      setClosed([...next].join(SEPARATOR));
    },
  };
}

function oneOf<Name extends string>(names: readonly Name[], value: string, fallback = names[0]!): Name {
  return names.find((name) => name === value) ?? fallback;
}
