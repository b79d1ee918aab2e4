/** Everything about the draft before it is saved: its steps, what they move, what is wrong with them. */
import { Alert, Button, Drawer, Group, Loader, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraft, useMerged } from "./draft";
import { usePreview } from "./preview";
import classes from "./Review.module.css";
import { ReviewFindings } from "./ReviewFindings";
import { ReviewMoves } from "./ReviewMoves";
import { ReviewSteps } from "./ReviewSteps";

export default function Review() {
  const { t } = useTranslation("editing");
  const draft = useDraft();
  const count = useMerged().length;
  return (
    <Drawer
      opened
      onClose={() => draft.review(false)}
      position="right"
      size={560}
      title={<Title order={2} size="h4">{t("reviewTitle", { count })}</Title>}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ body: classes["body"] ?? "", content: classes["content"] ?? "" }}
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
  return (
    <Stack gap="lg" className={classes["cascade"] ?? ""}>
      {(problem ?? refused?.message) !== undefined && (
        <Alert color="red" variant="light" title={t("notSaved")} role="alert">
          {problem ?? refused?.message}
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
      {answer?.accepted === true && <ReviewMoves moves={answer.moves} />}
      {answer !== undefined && <ReviewFindings title={t("newFindings")} findings={answer.newFindings} />}
      {answer !== undefined && <ReviewFindings title={t("warnings")} findings={answer.warnings} />}
    </Stack>
  );
}

function SaveForm() {
  const { t } = useTranslation("editing");
  const draft = useDraft();
  const [message, setMessage] = useState("");
  const refused = usePreview().answer?.accepted === false;
  const blocked = draft.steps.length === 0 || refused;
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
      <Button type="submit" loading={draft.state === "saving"} disabled={blocked}>
        {draft.problem?.code === "NETWORK" ? t("retry") : t("save")}
      </Button>
    </form>
  );
}
