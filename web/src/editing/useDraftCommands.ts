/** The draft's commands, for palette and keys. */
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";
import { keepDraft } from "~/scenarios/keeping";
import { useDraft } from "./draft";

export function useDraftCommands(): void {
  const { t } = useTranslation("editing");
  const { undo, redo, discard, save, review, steps } = useDraft();
  const group = t("group");
  useCommands([
    { id: "draft.undo", label: t("undo"), keys: "mod+Z", group, run: undo },
    { id: "draft.redo", label: t("redo"), keys: "mod+Shift+Z", group, run: redo },
    { id: "draft.save", label: t("save"), keys: "mod+S", group, run: () => void save() },
    { id: "draft.keep", label: t("scenarios:keep.command"), group, run: () => keepDraft(steps.length > 0) },
    { id: "draft.review", label: t("review"), keys: "mod+Shift+S", group, run: () => steps.length > 0 && review(true) },
    { id: "draft.discard", label: t("discard"), group, run: discard },
  ]);
}
