/** The forms that make work from templates, and their command, at hand in every view. */
import { Suspense, lazy } from "react";
import { useCommands } from "~/app/commands";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { closeAll, openTemplates, useOpened } from "./store";

const TemplateDialog = lazy(() => import("./TemplateDialog"));
const LocaliseDialog = lazy(() => import("./LocaliseDialog"));

export function TemplatesHost() {
  const { t } = useTranslation("templates");
  const { templates, localise } = useOpened();
  const past = useAskedRevision() !== null;
  useCommands(past ? [] : [{ id: "new.template", label: t("command"), group: t("panel:newGroup"), run: () => openTemplates() }]);
  if (past) return null;
  return (
    <Suspense fallback={null}>
      {templates !== undefined && <TemplateDialog start={templates} close={closeAll} />}
      {localise !== undefined && <LocaliseDialog launch={localise} close={closeAll} />}
    </Suspense>
  );
}
