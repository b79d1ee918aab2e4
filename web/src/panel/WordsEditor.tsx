/** A list of words: tags, regions. Enter adds one, leaving commits. */
import { TagsInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import type { EditorProps } from "./FieldEditor";

export function WordsEditor({ value, label, commit }: EditorProps) {
  const { t } = useTranslation("panel");
  const [words, setWords] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} onBlur={(event) => !box.current?.contains(event.relatedTarget) && setTimeout(() => commit(words))}>
      <TagsInput size="xs" aria-label={label} autoFocus placeholder={t("addWord")} value={words} onChange={setWords} acceptValueOnBlur />
    </div>
  );
}
