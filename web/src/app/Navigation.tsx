/** Links to the views, with the number of findings; icons only where there is little room. */
import { ActionIcon, Badge, Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { Link, useLocation, useSearch } from "wouter";
import { useFormat } from "~/parts/format";
import classes from "./Navigation.module.css";
import { usePlanHead } from "./planHead";
import { addressOf } from "./view";
import { VIEWS, viewAt } from "./views";

export function Navigation({ narrow, toggle }: { narrow: boolean; toggle: (() => void) | undefined }) {
  const { t } = useTranslation("app");
  const [path] = useLocation();
  const search = useSearch();
  const here = viewAt(path);
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const action = t(narrow ? "navigation.widen" : "navigation.narrow");
  return (
    <nav className={classes["nav"]} aria-label={t("navigation.label")} data-narrow={narrow || undefined}>
      {VIEWS.map((view) => (
        <Tooltip key={view.id} label={t(`view.${view.id}`)} position="right" disabled={!narrow}>
          <Link
            href={addressOf(view.path, search)}
            className={classes["link"] ?? ""}
            aria-current={view === here ? "page" : undefined}
            data-start={view.id === "exchange" || undefined}
          >
            <view.icon size={18} stroke={1.6} aria-hidden />
            <span className={classes["name"]}>{t(`view.${view.id}`)}</span>
            {view.id === "findings" && <FindingCount />}
          </Link>
        </Tooltip>
      ))}
      {toggle !== undefined && (
        <Tooltip label={action} position="right">
          <ActionIcon className={classes["toggle"] ?? ""} onClick={toggle} aria-label={action}>
            <Toggle size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
    </nav>
  );
}

/** Errors in red; where there is none, the warnings in grey. */
function FindingCount() {
  const { t } = useTranslation("app");
  const format = useFormat();
  const { errors, warnings } = usePlanHead();
  const count = errors || warnings;
  if (count === 0) return null;
  const label = t(errors > 0 ? "navigation.errors" : "navigation.warnings", { count });
  return (
    <Badge className={classes["count"] ?? ""} size="xs" color={errors > 0 ? "red" : "gray"} aria-label={label} title={label}>
      {format.number(count)}
    </Badge>
  );
}

