/** The editor of one field, by its type. Enter or leaving it commits, Escape gives up. */
import { TextInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { ChoiceEditor } from "./ChoiceEditor";
import { DateEditor } from "./DateEditor";
import { CalendarEditor, SeveralEditor, WorkEditor } from "./ReferenceEditors";
import { WordsEditor } from "./WordsEditor";
import { readEntry } from "./entry";
import classes from "./Field.module.css";
import type { FieldSpec } from "./fields";
import { textOf } from "./plainValue";

export interface EditorProps {
  spec: FieldSpec;
  value: unknown;
  /** Names of what the value refers to, by id. */
  known: ReadonlyMap<string, string>;
  label: string;
  /** Takes the new value; `text` says it where it is an id. */
  commit: (value: unknown, text?: string) => void;
  cancel: () => void;
}

export function FieldEditor(props: EditorProps) {
  return (
    <div
      className={classes["editor"]}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        props.cancel();
      }}
    >
      <Editor {...props} />
    </div>
  );
}

function Editor(props: EditorProps) {
  switch (props.spec.type) {
    case "choice":
    case "flag":
      return <ChoiceEditor {...props} />;
    case "day":
    case "instant":
      return <DateEditor {...props} />;
    case "words":
      return <WordsEditor {...props} />;
    case "work":
      return <WorkEditor {...props} />;
    case "calendar":
      return <CalendarEditor {...props} />;
    case "markets":
    case "objectives":
      return <SeveralEditor {...props} of={props.spec.type} />;
    case "text":
    case "longText":
    case "duration":
    case "number":
    case "percent":
      return <EntryEditor {...props} />;
  }
}

function EntryEditor({ spec, value, label, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const before = textOf(value);
  const [entry, setEntry] = useState(before);
  const [wrong, setWrong] = useState("");
  const finish = () => {
    const read = readEntry(spec, entry);
    if (entry === before) cancel();
    else if ("wrong" in read) setWrong(read.wrong);
    else commit(read.value);
  };
  const long = spec.type === "longText";
  const shared = {
    "aria-label": label,
    autoFocus: true,
    value: entry,
    error: wrong && t(wrong),
    placeholder: spec.type === "duration" ? t("durationHint") : undefined,
    onFocus: (event: React.FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.currentTarget.select(),
    onBlur: finish,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setEntry(event.currentTarget.value);
      setWrong("");
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== "Enter" || (long && !event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      finish();
    },
  };
  return long ? <Textarea {...shared} autosize minRows={2} maxRows={10} size="xs" /> : <TextInput {...shared} />;
}
