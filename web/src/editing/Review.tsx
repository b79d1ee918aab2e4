/** Everything about the draft before it is saved: its steps, what they move, what is wrong with them. */
import { Alert, Button, Drawer, Group, Loader, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { keepDraft } from "~/scenarios/keeping";
import { useDraft, useMerged } from "./draft";
import { changesIn } from "./merge";
import { usePreview, type PreviewAnswer } from "./preview";
import classes from "./Review.module.css";
import { ReviewFindings } from "./ReviewFindings";
import { ReviewImpact } from "./ReviewImpact";
import { ReviewLaunches } from "./ReviewLaunches";
import { ReviewMoves } from "./ReviewMoves";
import { ReviewSteps } from "./ReviewSteps";

export default function Review() {
  const { t } = useTranslation("editing");
  const draft = useDraft();
  const count = changesIn(useMerged());
  const keys = (event: React.KeyboardEvent) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void draft.save();
  };
  return (
    <Drawer
      opened
      onKeyDown={keys}
      onClose={() => draft.review(false)}
      position="right"
      size={560}
      title={t("reviewTitle", { count })}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ title: classes["title"] ?? "", body: classes["body"] ?? "", content: classes["content"] ?? "" }}
    >
      {draft.steps.length === 0 ? <Text c="dimmed">{t("nothingDrafted")}</Text> : <Cascade />}
      <SaveForm />
    </Drawer>
  );
}

function Cascade() {
  const { t } = useTranslation("editing");
  const { answer, pending, problem } = usePreview();
  const { problem: refused } = useDraft();
  const failed = problem ?? (answer?.userErrors.length ? undefined : refused);
  const said = failed?.code === "NETWORK" ? t("offline") : failed?.message;
  return (
    <Stack gap="lg" className={classes["cascade"] ?? ""}>
      {said !== undefined && (
        <Alert color="red" variant="light" title={t("notSaved")} role="alert">
          {said}
        </Alert>
      )}
      <ReviewSteps errors={answer?.userErrors ?? []} />
      {pending && (
        <Group gap="xs" role="status">
          <Loader size={14} />
          <Text size="sm" c="dimmed">
            {t("confirming")}
          </Text>
        </Group>
      )}
      {answer !== undefined && <Consequences answer={answer} />}
    </Stack>
  );
}

function Consequences({ answer }: { answer: PreviewAnswer }) {
  const { t } = useTranslation("editing");
  const { review } = useDraft();
  return (
    <>
      {answer.accepted && <ReviewImpact impact={answer.impact} />}
      {answer.accepted && <ReviewLaunches changes={answer.launchChanges} />}
      {answer.accepted && <ReviewMoves moves={answer.moves} leave={() => review(false)} />}
      <ReviewFindings title={t("newFindings")} findings={answer.newFindings} />
      <ReviewFindings title={t("warnings")} findings={answer.warnings} />
    </>
  );
}

function SaveForm() {
  const { t } = useTranslation("editing");
  const draft = useDraft();
  const [message, setMessage] = useState("");
  const refused = usePreview().answer?.accepted === false;
  const blocked = draft.steps.length === 0 || refused;
  const keep = () => {
    draft.review(false);
    keepDraft(true);
  };
  return (
    <form
      className={classes["form"] ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) void draft.save(message);
      }}
    >
      <TextInput
        className={classes["message"] ?? ""}
        aria-label={t("message")}
        placeholder={t("messageHint")}
        value={message}
        maxLength={200}
        onChange={(event) => setMessage(event.currentTarget.value)}
        data-autofocus
      />
      <Button variant="default" onClick={keep} disabled={draft.steps.length === 0 || draft.state === "saving"}>
        {t("scenarios:keep.short")}
      </Button>
      <Button type="submit" loading={draft.state === "saving"} disabled={blocked}>
        {draft.problem?.code === "NETWORK" ? t("retry") : t("save")}
      </Button>
    </form>
  );
}
