/** Menus of the head: language, and light or dark. Both are remembered in this browser. */
import { ActionIcon, type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { type Icon, IconCheck, IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
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
    <ChoiceMenu label={t("language.choose")} chosen={i18n.language} choices={choices} choose={(value) => void chooseLanguage(value as Language)}>
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
    <ChoiceMenu label={t("scheme.choose")} chosen={colorScheme} choices={choices} choose={(value) => setColorScheme(value as MantineColorScheme)}>
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
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon size="md" aria-label={label}>
            {children}
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label: name, icon, lang }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={value === chosen}
            leftSection={icon}
            rightSection={value === chosen ? <IconCheck size={14} /> : <span style={{ width: 14 }} />}
            onClick={() => choose(value)}
            {...(lang !== undefined && { lang })}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
