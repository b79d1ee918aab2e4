/** Says that an old revision is shown, and leads back to now. */
import { Button } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useLive } from "~/api/live";
import { useAskedRevision } from "~/model/portfolio";
import { useFormat } from "~/parts/format";
import classes from "./Shell.module.css";
import { useParam } from "./view";

export function PastBanner() {
  const { t } = useTranslation("app");
  const format = useFormat();
  const asked = useAskedRevision();
  const [, setRevision] = useParam("revision");
  const { revision: newest } = useLive();
  if (asked === null) return null;
  const numbers = { number: format.number(asked), newest: newest === 0 ? "…" : format.number(newest) };
  return (
    <div className={classes["banner"]} role="status">
      <IconClockPause size={16} aria-hidden />
      <span>{t("past.shown", numbers)}</span>
      <Button size="compact-xs" variant="default" onClick={() => setRevision("")}>
        {t("past.back")}
      </Button>
    </div>
  );
}
