/** The bar at the foot of the page while there are unsaved changes; it also keeps preview, news and dialogs going. */
import { Badge, Button, Group, Loader, Paper, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCloudOff } from "@tabler/icons-react";
import { Suspense, lazy } from "react";
import { useTranslation } from "~/locales/translation";
import { useLive } from "~/api/live";
import { NewItemHost } from "~/panel/NewItemHost";
import { TemplatesHost } from "~/templates/TemplatesHost";
import { useFormat } from "~/parts/format";
import { keepDraft, useKeeping } from "~/scenarios/keeping";
import classes from "./DraftBar.module.css";
import { useDraft, useMerged } from "./draft";
import { headline } from "./headline";
import { changesIn } from "./merge";
import { useKeepPreview, usePreview } from "./preview";
import { useDraftCommands } from "./useDraftCommands";
import { useCatchUp, useNews } from "./useNews";
import { useSavedToast } from "./useSavedToast";
import { useUnsavedWarning } from "./useUnsavedWarning";

const Review = lazy(() => import("./Review"));
const ConflictDialog = lazy(() => import("./ConflictDialog"));
const KeepDialog = lazy(() => import("~/scenarios/KeepDialog"));

export function DraftBar() {
  const draft = useDraft();
  const keeping = useKeeping(({ open }) => open) && draft.steps.length > 0;
  useKeepPreview();
  useNews();
  useCatchUp();
  useDraftCommands();
  useSavedToast();
  useUnsavedWarning();
  return (
    <>
      {draft.steps.length > 0 && <Bar />}
      <NewItemHost />
      <TemplatesHost />
      <Suspense fallback={null}>
        {draft.reviewing && <Review />}
        {draft.state === "conflict" && <ConflictDialog />}
        {keeping && <KeepDialog />}
      </Suspense>
    </>
  );
}

export default DraftBar;

function Bar() {
  const { t } = useTranslation("editing");
  const draft = useDraft();
  const count = changesIn(useMerged());
  const saving = draft.state === "saving";
  return (
    <Paper component="section" className={classes["bar"] ?? ""} aria-label={t("draft")} withBorder radius={0} px="md" py={6}>
      <Group gap="sm" wrap="nowrap">
        <Text fw={600} size="sm" className={classes["count"] ?? ""} role="status">
          {t("changes", { count })}
        </Text>
        <Consequence />
        <BaseNote base={draft.base} />
        <Group gap={6} ml="auto" wrap="nowrap">
          <Step label={t("undo")} onClick={draft.undo} disabled={saving} icon={<IconArrowBackUp size={16} />} />
          <Step label={t("redo")} onClick={draft.redo} disabled={saving || draft.undone.length === 0} icon={<IconArrowForwardUp size={16} />} />
          <Button size="compact-sm" variant="default" onClick={() => draft.review(true)}>
            {t("review")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={draft.discard} disabled={saving}>
            {t("discard")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => keepDraft(true)} disabled={saving}>
            {t("scenarios:keep.short")}
          </Button>
          <Button size="compact-sm" onClick={() => void draft.save()} loading={saving}>
            {draft.problem?.code === "NETWORK" ? t("retry") : t("save")}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

function Step({ label, icon, ...rest }: { label: string; icon: React.ReactNode; onClick: () => void; disabled: boolean }) {
  return (
    <Tooltip label={label}>
      <Button size="compact-sm" variant="subtle" color="gray" px={6} aria-label={label} {...rest}>
        {icon}
      </Button>
    </Tooltip>
  );
}

/** What the draft does: refused, offline, or the move that matters most. */
function Consequence() {
  const { t } = useTranslation("editing");
  const { shift } = useFormat();
  const { problem } = useDraft();
  const preview = usePreview();
  const failed = problem ?? preview.problem;
  if (failed !== undefined) {
    return (
      <Badge color="red" variant="light" leftSection={<IconCloudOff size={12} />} className={classes["said"] ?? ""}>
        {failed.code === "NETWORK" ? t("offline") : failed.message}
      </Badge>
    );
  }
  const { answer } = preview;
  if (answer === undefined) return preview.pending ? <Loader size={14} aria-label={t("confirming")} /> : null;
  const [error] = answer.userErrors;
  if (error !== undefined) {
    return (
      <Text size="sm" c="var(--mantine-color-error)" truncate className={classes["said"] ?? ""}>
        <IconAlertTriangle size={14} className={classes["icon"] ?? ""} aria-hidden /> {error.message}
      </Text>
    );
  }
  const main = headline(answer.moves);
  return (
    <Group gap={8} wrap="nowrap" className={classes["said"] ?? ""} data-pending={preview.pending}>
      {main !== undefined && (
        <Badge color={main.finishWorkingDays > 0 ? "orange" : "teal"} variant="light" flex="none">
          {main.work.code} {shift(main.finishWorkingDays)}
        </Badge>
      )}
      {answer.moves.length > 1 && (
        <Text size="sm" c="dimmed" truncate>
          {t("moves", { count: answer.moves.length })}
        </Text>
      )}
    </Group>
  );
}

function BaseNote({ base }: { base: number }) {
  const { t } = useTranslation("editing");
  const { revision } = useLive();
  if (base === 0 || base >= revision) return null;
  return (
    <Text size="xs" c="dimmed" className={classes["base"] ?? ""}>
      {t("olderBase", { base, revision })}
    </Text>
  );
}
