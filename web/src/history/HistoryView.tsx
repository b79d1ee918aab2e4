/** All revisions of the plan, newest first: each can be opened, looked at as it was, and taken back. */
import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { Empty, Failed, Loading } from "~/parts/states";
import classes from "./History.module.css";
import { RevisionRow } from "./RevisionRow";
import { UndoDialog } from "./UndoDialog";
import { type RevisionNode, useRevisions } from "./revisions";

export default function HistoryView() {
  const { t } = useTranslation("history");
  const { revisions, total, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRevisions();
  const [undone, setUndone] = useState<RevisionNode | null>(null);
  if (total === undefined) {
    return error === null ? <Loading /> : <Failed error={error} retry={() => void refetch()} />;
  }
  if (total === 0) {
    return <Empty icon={<IconHistory size={36} stroke={1.25} />} title={t("none.title")} hint={t("none.hint")} />;
  }
  return (
    <div className={classes["view"]}>
      <ol className={classes["list"]} aria-label={t("list")}>
        {revisions.map((revision, place) => (
          <RevisionRow
            key={revision.number}
            revision={revision}
            newest={place === 0}
            undo={() => setUndone(revision)}
          />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()} m="md">
          {t("older", { count: total - revisions.length })}
        </Button>
      )}
      {undone !== null && <UndoDialog revision={undone} close={() => setUndone(null)} />}
    </div>
  );
}
