/** One revision: who, when, why; opened, what it changed. */
import { Badge, Button, Group, Text, UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconChevronRight, IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { Link } from "wouter";
import { addressOf } from "~/app/view";
import { useFormat } from "~/parts/format";
import { Initials } from "~/parts/Person";
import { Failed, Loading } from "~/parts/states";
import { ChangeList } from "./ChangeList";
import classes from "./History.module.css";
import { type ListedRevision, useChanges } from "./revisions";

interface RevisionRowProps {
  revision: ListedRevision;
  newest: boolean;
  undo: () => void;
}

export function RevisionRow({ revision, newest, undo }: RevisionRowProps) {
  const { t } = useTranslation("history");
  const [open, setOpen] = useState(false);
  const number = useFormat().number(revision.number);
  const region = `changes-${revision.number}`;
  return (
    <li className={classes["revision"]}>
      <div className={classes["summary"]}>
        <UnstyledButton
          className={classes["toggle"] ?? ""}
          onClick={() => setOpen(!open)}
          aria-expanded={open}
          aria-controls={region}
        >
          <IconChevronRight size={14} className={classes["chevron"] ?? ""} data-open={open || undefined} aria-hidden />
          <Text component="span" className={classes["number"] ?? ""}>
            {number}
          </Text>
          <Initials name={revision.author} />
          <Said revision={revision} />
        </UnstyledButton>
        <Group gap={6} wrap="nowrap" className={classes["actions"] ?? ""}>
          {!newest && (
            <Button
              component={Link}
              href={asOf(revision.number)}
              variant="subtle"
              size="compact-sm"
              leftSection={<IconEye size={15} />}
              aria-label={t("viewRevision", { number })}
            >
              {t("view")}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconArrowBackUp size={15} />}
            onClick={undo}
            aria-label={t("undoRevision", { number })}
          >
            {t("undo.action")}
          </Button>
        </Group>
      </div>
      <div id={region} hidden={!open} className={classes["detail"]}>
        {open && <Changes revision={revision} />}
      </div>
    </li>
  );
}

/** The timeline as of a revision, with the same item selected. */
function asOf(revision: number): string {
  const search = new URLSearchParams(window.location.search);
  search.set("revision", String(revision));
  return addressOf("/timeline", search.toString());
}

function Said({ revision }: { revision: ListedRevision }) {
  const { t } = useTranslation("history");
  const format = useFormat();
  return (
    <span className={classes["said"]}>
      <span className={classes["message"]}>{revision.message || t("noMessage")}</span>
      <Text component="span" size="xs" c="dimmed">
        {revision.author} · <time dateTime={revision.at}>{format.instant(revision.at)}</time> ·{" "}
        {t("size", { count: revision.size })}
        {revision.undoes !== null && (
          <Badge ml={8} size="xs" color="gray">
            {t("undoes", { number: format.number(revision.undoes) })}
          </Badge>
        )}
      </Text>
    </span>
  );
}

function Changes({ revision }: { revision: ListedRevision }) {
  const { changes, error, refetch } = useChanges(revision);
  if (changes !== undefined) return <ChangeList changes={changes} />;
  return error === null ? <Loading rows={3} /> : <Failed error={error} retry={() => void refetch()} />;
}
