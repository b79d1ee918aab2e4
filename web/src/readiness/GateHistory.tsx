/** What was recorded of a gate, by whom and why, on demand. */
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { Loading } from "~/parts/states";

const ItemHistory = lazy(async () => ({ default: (await import("~/history/ItemHistory")).ItemHistory }));

/** `id` is the global id of what is stored of the gate. */
export function GateHistory({ id }: { id: string }) {
  const { t } = useTranslation("readiness");
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t("history")}</summary>
      {opened && (
        <Suspense fallback={<Loading rows={3} />}>
          <ItemHistory id={id} />
        </Suspense>
      )}
    </details>
  );
}
