/** Which revision is shown, and whether news of others arrive. */
import { Tooltip, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useLive } from "~/api/live";
import { useFormat } from "~/parts/format";
import classes from "./Header.module.css";
import { usePlanHead } from "./planHead";

export function LiveBadge() {
  const { t } = useTranslation("app");
  const format = useFormat();
  const { state } = useLive();
  const { revision } = usePlanHead();
  return (
    <Tooltip label={t(`live.${state}`)}>
      <span className={classes["live"]} role="status">
        <span className={classes["dot"]} data-state={state} />
        <span>{revision === undefined ? t("live.connecting") : t("revision", { number: format.number(revision) })}</span>
        <VisuallyHidden component="span">, {t(`live.${state}`)}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
