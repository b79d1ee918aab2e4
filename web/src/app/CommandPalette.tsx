/** Search and commands in one place: any item by code or name, any view, anything that can be done. */
import { Badge, Group, Modal, Text, VisuallyHidden } from "@mantine/core";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useLocation } from "wouter";
import { usePortfolio } from "~/model/portfolio";
import { Keys } from "~/parts/Keys";
import classes from "./CommandPalette.module.css";
import { type Command, commandsOf, grouped, useRegistry } from "./commands";
import { paletteStore, selectFirst } from "./paletteState";
import { found, indexed } from "./search";
import { useOpen, useSelection } from "./view";

const ITEMS = 12;
/** Views in which a selected item can be seen; from elsewhere the timeline is opened. */
const SHOWS_ITEMS = ["/timeline", "/table", "/graph"];

export function CommandPalette() {
  const { t } = useTranslation("app");
  const [query, setQuery] = useState("");
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={440}
      size={620}
      centered={false}
      yOffset="12dvh"
      transitionProps={{ duration: 0 }} // what is typed at once must not be lost
    >
      <VisuallyHidden>
        <Modal.Title>{t("palette.open")}</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search
        autoFocus
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Results query={query} />
    </Spotlight.Root>
  );
}

/** Asks for the portfolio only once the palette is open. */
function Results({ query }: { query: string }) {
  const { t } = useTranslation("app");
  const items = useItems(query);
  const groups = useCommandGroups(query);
  const empty = items.length === 0 && groups.length === 0;
  const first = items[0]?.key ?? groups[0]?.[1][0]?.id;
  useEffect(() => {
    if (query !== "" && first !== undefined) selectFirst();
  }, [query, first, items.length]);
  return (
    <Spotlight.ActionsList>
      {items.length > 0 && <Spotlight.ActionsGroup label={t("palette.items")}>{items}</Spotlight.ActionsGroup>}
      {groups.map(([group, commands]) => (
        <Spotlight.ActionsGroup key={group} label={group}>
          {commands.map((command) => (
            <Spotlight.Action key={command.id} onClick={command.run} className={classes["action"] ?? ""}>
              <span className={classes["label"]}>{command.label}</span>
              {command.keys !== undefined && <Keys keys={command.keys} />}
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      ))}
      {empty && <Spotlight.Empty>{t("palette.nothing")}</Spotlight.Empty>}
    </Spotlight.ActionsList>
  );
}

function useItems(query: string) {
  const { t } = useTranslation("app");
  const { portfolio } = usePortfolio();
  const [path] = useLocation();
  const [, select] = useSelection();
  const open = useOpen();
  const index = useMemo(() => portfolio && indexed(portfolio.codes, portfolio.names), [portfolio]);
  const rows = useMemo(() => (index === undefined ? [] : found(index, query, ITEMS)), [index, query]);
  if (portfolio === undefined) return [];
  const show = (code: string) => (SHOWS_ITEMS.includes(path) ? select(code) : open("/timeline", code));
  return rows.map((row) => {
    const code = portfolio.codes[row] ?? "";
    return (
      <Spotlight.Action key={code} onClick={() => show(code)} className={classes["action"] ?? ""}>
        <Group component="span" gap="sm" wrap="nowrap" className={classes["label"] ?? ""}>
          <Text component="span" ff="monospace" size="xs" c="dimmed" className={classes["code"] ?? ""}>
            {code}
          </Text>
          <span className={classes["label"]}>{portfolio.names[row]}</span>
        </Group>
        {portfolio.critical[row] === 1 && (
          <Badge size="xs" color="red">
            {t("palette.critical")}
          </Badge>
        )}
      </Spotlight.Action>
    );
  });
}

/** The commands whose label or group has all words of the query, by group. */
function useCommandGroups(query: string): [string, Command[]][] {
  const registered = useRegistry((registry) => registry.groups);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = commandsOf(registered).filter(({ label, group, listedOnly, id }) => {
    const text = `${label} ${group}`.toLowerCase();
    return listedOnly !== true && !id.startsWith("palette") && words.every((word) => text.includes(word));
  });
  return grouped(matching);
}
