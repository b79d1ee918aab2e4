/** The controls above the timeline on one line: search, grouping, colours, filters, view, zoom, export. */
import { useTranslation } from "~/locales/translation";
import { GROUPINGS, type Chart } from "../chart";
import { COLOURINGS } from "../paint/colours";
import { Choice } from "./Choice";
import { Filters } from "./Filters";
import { Looks } from "./Looks";
import { Search } from "./Search";
import { Zooms, type ZoomsProps } from "./Zooms";
import type { SettingsAndSetters } from "./settings";
import classes from "./timeline.module.css";

interface ToolbarProps extends SettingsAndSetters, Omit<ZoomsProps, "wide"> {
  chart: Chart;
  /** Room for it in pixels, 0 while that is not known. */
  width: number;
  lock: (() => void) | undefined;
}

/** Least widths at which buttons have names, zooming stands side by side, and colours have a list of their own. */
const NAMED = 900;
const WIDE = 680;
const COLOURED = 560;

export function Toolbar({ chart, settings, set, width, lock, ...zooms }: ToolbarProps) {
  const { t } = useTranslation("timeline");
  const has = (least: number) => width === 0 || width >= least;
  const coloured = has(COLOURED);
  return (
    <div className={classes["toolbar"]} role="toolbar" aria-label={t("toolbar")}>
      <Search text={settings.text} set={set} />
      <Choice name="group" word="groupBy" values={GROUPINGS} value={settings.group} set={set} width={168} />
      {coloured && <Choice name="colour" word="colourBy" values={COLOURINGS} value={settings.colour} set={set} width={154} />}
      <Filters chart={chart} settings={settings} set={set} named={has(NAMED)} />
      <Looks {...{ settings, set, lock }} baseline={chart.baseline} named={has(NAMED)} withColours={!coloured} />
      <div className={classes["grow"]} />
      <Zooms {...zooms} wide={has(WIDE)} />
    </div>
  );
}
