/** The head of the page: whose plan this is, which revision, the search, and how the page looks. */
import { ActionIcon, Group, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { IconHelp, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { Link, useSearch } from "wouter";
import { Keys } from "~/parts/Keys";
import { LiveBadge } from "./LiveBadge";
import { LanguageMenu, SchemeMenu } from "./LookMenus";
import { Mark } from "./Mark";
import { NewMenu } from "./NewMenu";
import classes from "./Header.module.css";
import { useHelp } from "./help";
import { palette } from "./paletteState";
import { usePlanHead } from "./planHead";
import { addressOf } from "./view";

export function Header() {
  const { t } = useTranslation("app");
  const { name } = usePlanHead();
  const search = useSearch();
  return (
    <header className={classes["header"]}>
      <Link href={addressOf("/timeline", search)} className={classes["home"] ?? ""} aria-label={t("home")}>
        <Mark />
      </Link>
      <Text fw={600} size="md" truncate className={classes["name"] ?? ""} title={name}>
        {name}
      </Text>
      <LiveBadge />
      <SearchButton />
      <NewMenu />
      <Group gap={2} wrap="nowrap">
        <LanguageMenu />
        <SchemeMenu />
        <HelpButton />
      </Group>
    </header>
  );
}

function SearchButton() {
  const { t } = useTranslation("app");
  return (
    <UnstyledButton className={classes["search"] ?? ""} onClick={palette.open} aria-keyshortcuts="Control+K">
      <IconSearch size={15} stroke={1.8} aria-hidden />
      <span className={classes["searchText"]}>{t("palette.open")}</span>
      <span aria-hidden>
        <Keys keys="mod+K" />
      </span>
    </UnstyledButton>
  );
}

function HelpButton() {
  const { t } = useTranslation("app");
  return (
    <Tooltip label={t("help.open")}>
      <ActionIcon size="md" onClick={() => useHelp.getState().show(true)} aria-label={t("help.open")}>
        <IconHelp size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
