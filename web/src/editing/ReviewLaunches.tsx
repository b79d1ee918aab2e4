/** What the draft does to launches: how their markets stand, and when they are ready. */
import { Button, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { launchLines } from "./launchLines";
import type { LaunchChange } from "./preview";
import classes from "./Review.module.css";

const SHOWN = 12;

export function ReviewLaunches({ changes }: { changes: readonly LaunchChange[] }) {
  const { t } = useTranslation("editing");
  const [all, setAll] = useState(false);
  const lines = useMemo(() => launchLines(changes), [changes]);
  if (lines.length === 0) return null;
  return (
    <section aria-label={t("launches")}>
      <Title order={3} size="h6" mb={6}>
        {t("launches")}
      </Title>
      <ul className={classes["launches"]}>
        {lines.slice(0, all ? undefined : SHOWN).map(({ where, text, better }) => (
          <Text key={where + text} component="li" size="sm" c={better === false ? "var(--mantine-color-orange-light-color)" : ""}>
            <b>{where}</b> {text}
          </Text>
        ))}
      </ul>
      {!all && lines.length > SHOWN && (
        <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("showAll", { count: lines.length })}
        </Button>
      )}
    </section>
  );
}
