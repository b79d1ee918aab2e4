/** The controls above the timeline on one line: search, grouping, colours, filters, view, zoom, export. */
import { IconChartBar, IconStackPush } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { GROUPINGS, type Chart } from "../chart";
import { COLOURINGS } from "../paint/colours";
import { Choice } from "./Choice";
import { Filters } from "./Filters";
import { Looks } from "./Looks";
import { MenuButton } from "./MenuButton";
import { Search } from "./Search";
import { Zooms, type ZoomsProps } from "./Zooms";
import type { SettingsAndSetters } from "./settings";
import classes from "./timeline.module.css";

interface ToolbarProps extends SettingsAndSetters, Omit<ZoomsProps, "wide"> {
  chart: Chart;
  /** Room for it in pixels, 0 while that is not known. */
  width: number;
  lock: (() => void) | undefined;
  level: (() => void) | undefined;
  levelling: boolean;
  toggleStrip: () => void;
}

/** Least widths at which all or some buttons have names, zooming stands side by side, and colours have a list of their own. */
const ROOMY = 1180;
const NAMED = 900;
const WIDE = 680;
const COLOURED = 560;

export function Toolbar({ chart, settings, set, width, lock, level, levelling, toggleStrip, ...zooms }: ToolbarProps) {
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
      <MenuButton label={t("strip.toggle")} icon={<IconChartBar size={15} />} named={has(ROOMY)} lit={settings.strip} aria-pressed={settings.strip} onClick={toggleStrip} />
      {level !== undefined && (
        <MenuButton label={t("levelling.open")} icon={<IconStackPush size={15} />} named={has(ROOMY)} lit={levelling} aria-pressed={levelling} onClick={level} />
      )}
      <div className={classes["grow"]} />
      <Zooms {...zooms} wide={has(WIDE)} />
    </div>
  );
}
