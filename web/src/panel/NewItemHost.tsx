/** The form for new items and its commands, at hand in every view. */
import { Suspense, lazy } from "react";
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";
import { useAskedRevision } from "~/model/portfolio";
import { openNewItem, useNewItem, type NewKind } from "./newItemStore";

const NewItem = lazy(() => import("./NewItem"));

const KEYS: Partial<Record<NewKind, string>> = { INITIATIVE: "N" };
const KINDS: readonly NewKind[] = ["INITIATIVE", "MILESTONE", "LAUNCH", "PROGRAMME"];

export function NewItemHost() {
  const { t } = useTranslation("panel");
  const { kind } = useNewItem();
  const past = useAskedRevision() !== null;
  const group = t("newGroup");
  useCommands(
    past
      ? []
      : KINDS.map((one) => ({
          id: `new.${one}`,
          label: t("new", { kind: t(`kind.${one}`) }),
          group,
          run: () => openNewItem(one),
          ...(KEYS[one] !== undefined && { keys: KEYS[one] }),
        })),
  );
  return <Suspense fallback={null}>{kind !== undefined && <NewItem />}</Suspense>;
}
