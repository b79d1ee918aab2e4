/** The history of one entity, for the side panel: who changed which of its fields, when and why. */
import { Stack, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { Person } from "~/parts/Person";
import { Failed, Loading } from "~/parts/states";
import { Fields, useSayer } from "./ChangeList";
import classes from "./History.module.css";
import { useItemRevisions } from "./revisions";

/** `id` is the global id of the entity. */
export function ItemHistory({ id }: { id: string }) {
  const { t } = useTranslation("history");
  const format = useFormat();
  const { revisions, error, refetch } = useItemRevisions(id);
  const own = (revisions ?? []).map((revision) => ({
    ...revision,
    changes: revision.changes.filter((change) => change.id === id),
  }));
  const sayer = useSayer();
  if (revisions === undefined) {
    return error === null ? <Loading rows={4} /> : <Failed error={error} retry={() => void refetch()} />;
  }
  return (
    <ol className={classes["item"]} aria-label={t("itemList")}>
      {own.map(({ number, author, at, message, changes }) => (
        <li key={number}>
          <Stack gap={3}>
            <Text size="xs" c="dimmed" component="div">
              <Person name={author} size={18} /> · <time dateTime={at}>{format.instant(at)}</time> ·{" "}
              {t("number", { number: format.number(number) })}
            </Text>
            <Text size="sm">{message || t("noMessage")}</Text>
            {changes.map((change) => (
              <Fields key={change.id} change={change} sayer={sayer} />
            ))}
          </Stack>
        </li>
      ))}
    </ol>
  );
}
