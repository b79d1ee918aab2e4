/** Drafts a sign-off that nobody has asked for: who is to sign, or has signed today. */
import { Button, Group, TextInput } from "@mantine/core";
import { IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { newRef, useDraft } from "~/editing/draft";
import { operationOf } from "~/editing/operations";
import { usePlanDay } from "./planDay";
import { type GatePlace, useGateRow } from "./useGateRow";

interface AskSignatureProps extends GatePlace {
  /** The function that must sign, such as legal. */
  signs: string;
}

export function AskSignature({ signs, ...place }: AskSignatureProps) {
  const { t } = useTranslation("readiness");
  const { add } = useDraft();
  const today = usePlanDay();
  const { row, first } = useGateRow(place);
  const [opened, setOpened] = useState(false);
  const [approver, setApprover] = useState("");
  const draft = (state: "SUBMITTED" | "APPROVED") => {
    const said = state === "APPROVED" ? { decidedOn: today, decidedBy: approver.trim() } : { submittedOn: today };
    const values = { gate: row, function: signs, approver: approver.trim(), state, ...said };
    const asked = operationOf({ action: "create", kind: "SignOff", target: `ref:${newRef()}`, values });
    const label = state === "APPROVED" ? t("sign.APPROVED", { function: signs }) : t("sign.asked", { function: signs });
    add({ label, operations: [...first, asked] });
    setOpened(false);
  };
  if (!opened) {
    return (
      <Button variant="default" size="xs" leftSection={<IconSignature size={14} />} onClick={() => setOpened(true)} w="fit-content">
        {t("sign.ask", { function: signs })}
      </Button>
    );
  }
  const named = approver.trim() !== "";
  return (
    <Group gap="xs" align="end" role="group" aria-label={t("sign.ask", { function: signs })}>
      <TextInput label={t("sign.by")} size="xs" required value={approver} onChange={(event) => setApprover(event.currentTarget.value)} data-autofocus />
      <Button size="xs" disabled={!named} onClick={() => draft("SUBMITTED")}>
        {t("sign.submit")}
      </Button>
      <Button size="xs" variant="default" disabled={!named} onClick={() => draft("APPROVED")}>
        {t("sign.approve")}
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpened(false)}>
        {t("cancel")}
      </Button>
    </Group>
  );
}
