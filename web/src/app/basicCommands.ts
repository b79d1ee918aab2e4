/** The commands that are there in every view. */
import { useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { LANGUAGES, type Language, chooseLanguage } from "~/locales/language";
import { type Command, useCommands } from "./commands";
import { useHelp } from "./help";
import { palette } from "./paletteState";
import { useOpen, useSelection } from "./view";
import { VIEWS } from "./views";

/** Registers the ways to the views, search, help, looks and languages. */
export function useBasicCommands(): void {
  useCommands([...useViewCommands(), ...useGeneralCommands(), ...useLookCommands()]);
}

function useViewCommands(): Command[] {
  const { t } = useTranslation("app");
  const open = useOpen();
  return VIEWS.map(({ id, path, keys }) => ({
    id: `view.${id}`,
    label: t(`view.${id}`),
    keys,
    group: t("group.views"),
    run: () => open(path),
  }));
}

function useGeneralCommands(): Command[] {
  const { t } = useTranslation("app");
  const [item, select] = useSelection();
  const group = t("group.general");
  const commands: Command[] = [
    { id: "palette", label: t("palette.open"), keys: "mod+K", group, run: palette.toggle },
    { id: "palette.slash", label: t("palette.search"), keys: "/", group, run: palette.open },
    { id: "help", label: t("help.open"), keys: "?", group, run: () => useHelp.getState().show(true) },
  ];
  if (item === "") return commands;
  return [...commands, { id: "deselect", label: t("deselect"), keys: "Escape", group, run: () => select("") }];
}

function useLookCommands(): Command[] {
  const { t } = useTranslation("app");
  const { setColorScheme, toggleColorScheme } = useMantineColorScheme();
  const group = t("group.look");
  return [
    { id: "scheme.toggle", label: t("scheme.toggle"), keys: "mod+alt+L", group, run: toggleColorScheme },
    ...(["light", "dark", "auto"] as const).map((scheme) => ({
      id: `scheme.${scheme}`,
      label: t("scheme.use", { scheme: t(`scheme.${scheme}`) }),
      group,
      run: () => setColorScheme(scheme),
    })),
    ...(Object.keys(LANGUAGES) as Language[]).map((language) => ({
      id: `language.${language}`,
      label: LANGUAGES[language],
      group: t("language.choose"),
      run: () => void chooseLanguage(language),
    })),
  ];
}
