/** Locks a baseline on the server, says so with a way back, or says at which field it is wrong. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { ApiError, ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { noteRevision } from "~/api/live";
import { randomName } from "~/editing/operations";
import { ownRevisions, takeBack } from "~/editing/save";
import { useTranslation } from "~/locales/translation";

const LOCK = graphql(`
  mutation LockBaseline($input: LockBaselineInput!) {
    lockBaseline(input: $input) {
      revision
      count
      userErrors {
        field
        message
        hint
      }
    }
  }
`);

export interface Terms {
  code: string;
  name: string;
  firstQuarter: string;
  lastQuarter: string;
  note: string;
}

/** What is wrong, by the field that it is about. */
export type Wrong = Partial<Record<keyof Terms | "other", string>>;

const TOAST = "baseline-locked";

export function useLockBaseline(revision: number, done: () => void) {
  const { t } = useTranslation("timeline");
  const [pending, setPending] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const [key] = useState(randomName);

  const undo = async (made: number) => {
    notifications.hide(TOAST);
    try {
      await takeBack(made);
    } catch (reason) {
      notifications.show({ color: "red", message: messageOf(reason) });
    }
  };
  const lock = async (terms: Terms) => {
    setPending(true);
    try {
      const input = { ...terms, code: terms.code.trim(), expectedRevision: revision, idempotencyKey: key };
      const { lockBaseline: answer } = await ask(LOCK, { input });
      if (answer.userErrors.length > 0) {
        setWrong(wrongOf(answer.userErrors));
        return;
      }
      ownRevisions.add(answer.revision);
      noteRevision(answer.revision);
      done();
      notifications.show({
        ...{ id: TOAST, color: "teal", autoClose: 10_000, withCloseButton: true },
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{t("lock.locked", { code: input.code, count: answer.count })}</Text>
            <Button size="compact-xs" variant="default" flex="none" onClick={() => void undo(answer.revision)}>
              {t("lock.undo")}
            </Button>
          </Group>
        ),
      });
    } catch (reason) {
      setWrong({ other: messageOf(reason) });
    } finally {
      setPending(false);
    }
  };
  return { lock, pending, wrong };
}

interface Refusal {
  field: readonly string[] | null;
  message: string;
  hint: string;
}

export function wrongOf(errors: readonly Refusal[]): Wrong {
  return Object.fromEntries(errors.map(({ field, message, hint }) => [fieldOf(field), `${message} ${hint}`.trim()]));
}

function fieldOf(path: readonly string[] | null): string {
  const name = path?.[1] ?? "";
  return ["code", "name", "firstQuarter", "lastQuarter", "note"].includes(name) ? name : "other";
}

function messageOf(reason: unknown): string {
  if (reason instanceof ApiError) return `${reason.message} ${reason.hint}`.trim();
  return reason instanceof Error ? reason.message : String(reason);
}
