/** Menus of the head: language, and light or dark. Both are remembered in this browser. */
import { ActionIcon, Box, type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { type Icon, IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { LANGUAGES, type Language, chooseLanguage } from "~/locales/language";

export const SCHEMES: Record<MantineColorScheme, Icon> = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

interface Choice {
  value: string;
  label: string;
  icon?: ReactNode;
  lang?: string;
}

export function LanguageMenu() {
  const { t, i18n } = useTranslation("app");
  const choices = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label, lang: value }));
  return (
    <ChoiceMenu
      label={t("language.choose")}
      chosen={i18n.language}
      choices={choices}
      choose={(value) => void chooseLanguage(value as Language)}
    >
      <IconLanguage size={18} stroke={1.6} />
    </ChoiceMenu>
  );
}

export function SchemeMenu() {
  const { t } = useTranslation("app");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Present = SCHEMES[colorScheme];
  const choices = Object.entries(SCHEMES).map(([value, Sign]) => ({
    value,
    label: t(`scheme.${value}`),
    icon: <Sign size={16} stroke={1.6} />,
  }));
  return (
    <ChoiceMenu
      label={t("scheme.choose")}
      chosen={colorScheme}
      choices={choices}
      choose={(value) => setColorScheme(value as MantineColorScheme)}
    >
      <Present size={18} stroke={1.6} />
    </ChoiceMenu>
  );
}

interface ChoiceMenuProps {
  label: string;
  chosen: string;
  choices: readonly Choice[];
  choose: (value: string) => void;
  children: ReactNode;
}

function ChoiceMenu({ label, chosen, choices, choose, children }: ChoiceMenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-end" withinPortal={false} zIndex={300}>
      <Tooltip label={label} disabled={open}>
        <Box component="span" display="inline-flex">
          <Menu.Target>
            <ActionIcon size="md" aria-label={label}>
              {children}
            </ActionIcon>
          </Menu.Target>
        </Box>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.RadioGroup value={chosen} onChange={choose}>
          {choices.map(({ value, label: name, icon, lang }) => (
            <Menu.RadioItem
              key={value}
              value={value}
              rightSection={icon}
              closeMenuOnClick
              {...(lang !== undefined && { lang })}
            >
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
