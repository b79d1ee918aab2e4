/** What can be done with a scenario in the view, by button and by command. */
import { useState } from "react";
import { useCommands } from "~/app/commands";
import { useDraftStore } from "~/editing/store";
import { useTranslation } from "~/locales/translation";
import { drop, openInDraft, reopen } from "./deeds";
import type { Scenario } from "./scenarios";

export interface Deeds {
  open: (scenario: Scenario) => void;
  merge: (scenario: Scenario) => void;
  drop: (scenario: Scenario) => void;
  reopen: (scenario: Scenario) => void;
}

/** A dialog about a scenario: merge it, or open it although the draft is not empty. */
export interface Asked {
  about: "merge" | "open";
  scenario: Scenario;
}

/** Scenarios that the palette names; more are found in the list. */
const NAMED = 20;

/** Returns the deeds, and the dialog that one of them has opened; registers their commands. */
export function useDeeds(scenarios: readonly Scenario[], editable: boolean) {
  const { t } = useTranslation("scenarios");
  const [asked, ask] = useState<Asked>();
  const deeds: Deeds = {
    open: (scenario) => {
      if (useDraftStore.getState().steps.length > 0) ask({ about: "open", scenario });
      else void openInDraft(scenario.code);
    },
    merge: (scenario) => ask({ about: "merge", scenario }),
    drop: ({ id, code }) => void drop(id, t("dropped", { code })),
    reopen: ({ id, code }) => void reopen(id, t("reopened", { code })),
  };
  const open = editable ? scenarios.filter(({ status }) => status === "OPEN").slice(0, NAMED) : [];
  useCommands(
    open.flatMap((scenario) =>
      (["open", "merge", "drop"] as const).map((deed) => ({
        id: `scenario.${deed}.${scenario.code}`,
        label: t(`deed.${deed}One`, { code: scenario.code }),
        group: t("group"),
        run: () => deeds[deed](scenario),
      })),
    ),
  );
  return { deeds: editable ? deeds : undefined, asked, close: () => ask(undefined) };
}
