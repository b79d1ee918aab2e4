/** What is said about what happened, in words with dates as the user writes them. */
import { useState } from "react";
import { useDraft } from "~/editing/draft";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Control } from "./control";

type Sayings = Pick<Control, "announce" | "add"> & { said: string };

/** Says what happened, in words with dates as the user writes them, and adds steps to the draft under such words. */
export function useSayings(): Sayings {
  const { t } = useTranslation("timeline");
  const format = useFormat();
  const draft = useDraft();
  const [said, say] = useState("");
  const words: Control["announce"] = (word, values) => say(sentence(word, values));
  const sentence = (word: string, { at, ...values }: Record<string, string | number>) =>
    t(word, { ...values, ...(at !== undefined && { date: format.day(at) }) });
  return {
    said,
    announce: words,
    add: (word, values, operations) => {
      const label = sentence(word, { ...values, ...(values["lane"] === "" && { lane: t("noLane") }) });
      draft.add({ label, operations });
      say(label);
    },
  };
}
