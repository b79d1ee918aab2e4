/** Changes of a revision: what happened to which entity, field by field, before → after. */
import { Badge, Button, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { CodeLink } from "~/parts/CodeLink";
import { useFormat } from "~/parts/format";
import { inWords } from "~/parts/inWords";
import classes from "./History.module.css";
import type { Change } from "./revisions";
import { type Sayer, said } from "./values";

const FIRST = 25;
const COLORS = { CREATE: "green", UPDATE: "blue", DELETE: "red" };
/** Kinds that the side panel shows. */
const ITEMS = ["Initiative", "Launch"];
/** Fields whose text in capitals is a code or a name, not a choice. */
const TEXTS = new Set(["code", "name", "description", "owner", "lineOfBusiness", "jurisdiction", "country", "instrument"]);

export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation("history");
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, FIRST);
  const sayer = useSayer();
  return (
    <div>
      <ul className={classes["changes"]}>
        {shown.map((change) => (
          <li key={change.id}>
            <Heading change={change} />
            <Fields change={change} sayer={sayer} />
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {t("allChanges", { count: changes.length })}
        </Button>
      )}
    </div>
  );
}

function Heading({ change }: { change: Change }) {
  const { t } = useTranslation("history");
  const [code = "", ...name] = change.label.split(" ");
  const kind = t(`kind.${change.type}`, { defaultValue: inWords(change.type) });
  const linked = ITEMS.includes(change.type) && change.action !== "DELETE" && code !== "";
  return (
    <div className={classes["heading"]}>
      <Badge color={COLORS[change.action]}>{t(`action.${change.action}`)}</Badge>
      <Text component="span" size="xs" c="dimmed">
        {kind}
      </Text>
      {linked ? <CodeLink code={code} /> : <span>{code}</span>}
      <span>{name.join(" ")}</span>
    </div>
  );
}

/** The fields of a change; those of something new or gone have one value only. */
export function Fields({ change, sayer }: { change: Change; sayer: Sayer }) {
  const { t } = useTranslation("history");
  const fields = change.fields.filter(({ field }) => change.action === "UPDATE" || !["code", "name"].includes(field));
  if (fields.length === 0) return null;
  return (
    <dl className={classes["fields"]}>
      {fields.map(({ field, before, after, beforeText, afterText }) => {
        const choices = !TEXTS.has(field);
        return (
          <div key={field}>
            <dt>{t(`field.${field}`, { defaultValue: inWords(field) })}</dt>
            <dd>
              {change.action !== "CREATE" && <del className={classes["before"]}>{said(before, beforeText, sayer, choices)}</del>}
              {change.action === "UPDATE" && <IconArrowRight size={12} aria-hidden />}
              {change.action !== "DELETE" && <span>{said(after, afterText, sayer, choices)}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Returns how values are said here. */
export function useSayer(): Sayer {
  const { t } = useTranslation(["history", "parts"]);
  const { day, dayTime, number } = useFormat();
  const choice = (name: string) => t(`parts:status.${name}`, { defaultValue: inWords(name) });
  return { day, dayTime, number, choice, yes: t("yes"), no: t("no") };
}
