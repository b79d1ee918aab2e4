/** Tells of other people's revisions, and moves the draft's base along where nothing conflicts. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useTranslation } from "~/locales/translation";
import { newestRevision, onRevision, useLive } from "~/api/live";
import { useSelection } from "~/app/view";
import { clashesOf, followable, revisionsSince, type Clash, type Revision } from "./news";
import { ownRevisions } from "./save";
import { mergedOf, rebased } from "./steps";
import { useDraftStore } from "./store";

interface Tell {
  clash: (clash: Clash) => void;
  quiet: (revision: Revision) => void;
}

const AFTER_SAVING_MS = 100;

/** Listens for news while the component is mounted; there is one such component. */
export function useNews(): void {
  useLive();
  const { t } = useTranslation(["editing", "panel"]);
  const [, select] = useSelection();
  useEffect(() => {
    const jump = (code: string | undefined) =>
      code === undefined ? undefined : { code, label: t("show", { code }), go: () => select(code) };
    const tell: Tell = {
      clash: ({ author, code = "", field, target }) =>
        show(`clash-${target}-${field}`, "orange", clashText(author, code, field), jump(code)),
      quiet: ({ author, size, changes = [], number }) =>
        show(`revision-${number}`, "gray", t("others", { author, count: size }), jump(firstCode(changes))),
    };
    const clashText = (author: string, code: string, field: string | undefined) =>
      field === undefined
        ? t("clashWhole", { author, code })
        : t("clash", { author, code, field: t(`panel:fields.${field}`, { defaultValue: field }) });
    return onRevision((now, before) => void hear(before, now, tell));
  }, [t, select]);
}

async function hear(before: number, now: number, tell: Tell): Promise<void> {
  while (useDraftStore.getState().state === "saving") await new Promise((go) => setTimeout(go, AFTER_SAVING_MS));
  const base = useDraftStore.getState().base;
  const drafting = useDraftStore.getState().steps.length > 0;
  let revisions: Revision[];
  try {
    revisions = await revisionsSince(drafting ? Math.min(base, before) : before, now);
  } catch {
    return; // the next news bring it
  }
  const others = revisions.filter(({ number }) => !ownRevisions.has(number));
  const draft = useDraftStore.getState();
  const merged = mergedOf(draft.steps);
  const since = others.filter(({ number }) => number > draft.base);
  const complete = now - draft.base <= revisions.length;
  if (draft.steps.length > 0 && draft.state !== "saving" && complete && followable(since, merged)) {
    useDraftStore.setState(rebased(draft, Math.max(now, draft.base)));
  }
  const fresh = others.filter(({ number }) => number > before);
  const clashes = clashesOf(fresh, merged);
  clashes.forEach(tell.clash);
  const clashing = new Set(clashes.map(({ author }) => author));
  fresh.filter(({ author }) => !clashing.has(author)).forEach(tell.quiet);
}

function firstCode(changes: NonNullable<Revision["changes"]>): string | undefined {
  for (const { node } of changes) if (node !== null && "code" in node) return node.code;
  return undefined;
}

function show(id: string, color: string, text: string, jump?: { label: string; go: () => void }): void {
  notifications.show({
    id,
    color,
    autoClose: color === "orange" ? 12_000 : 5_000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{text}</Text>
        {jump !== undefined && (
          <Button size="compact-xs" variant="default" flex="none" onClick={jump.go}>
            {jump.label}
          </Button>
        )}
      </Group>
    ),
  });
}

/** Catches up with what happened while the page was closed, once the newest revision is known. */
export function useCatchUp(): void {
  const { revision } = useLive();
  useEffect(() => {
    const draft = useDraftStore.getState();
    if (revision === 0 || draft.steps.length === 0 || draft.base >= newestRevision()) return;
    void hear(revision, revision, { clash: () => undefined, quiet: () => undefined });
  }, [revision]);
}
