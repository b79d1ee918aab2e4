/** The editor of one field, by its type. Enter or leaving it commits, Escape gives up. */
import { NativeSelect, TextInput, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useValueText } from "~/editing/ValueText";
import { CalendarEditor, MarketsEditor, WorkEditor } from "./ReferenceEditors";
import { WordsEditor } from "./WordsEditor";
import { readEntry } from "./entry";
import classes from "./Field.module.css";
import type { FieldSpec } from "./fields";

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
      return <MarketsEditor {...props} />;
    default:
      return <EntryEditor {...props} />;
  }
}

function EntryEditor({ spec, value, label, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const before = value == null ? "" : String(value);
  const [entry, setEntry] = useState(before);
  const [wrong, setWrong] = useState("");
  const finish = () => {
    if (entry === before) return cancel();
    const read = readEntry(spec, entry);
    return "wrong" in read ? setWrong(read.wrong) : commit(read.value);
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

/** A list to choose from; the mouse commits at once, the arrow keys only with Enter or on leaving. */
export function ListEditor({ options, value, label, commit, cancel }: {
  options: readonly { value: string; label: string }[];
  value: string;
  label: string;
  commit: (value: string) => void;
  cancel: () => void;
}) {
  const [entry, setEntry] = useState(value);
  const byKey = useRef(false);
  const finish = (chosen: string) => (chosen === value ? cancel() : commit(chosen));
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      autoFocus
      data={[...options]}
      value={entry}
      onPointerDown={() => (byKey.current = false)}
      onKeyDown={(event) => {
        byKey.current = true;
        if (event.key !== "Enter") return;
        event.preventDefault();
        finish(entry);
      }}
      onChange={(event) => {
        setEntry(event.currentTarget.value);
        if (!byKey.current) finish(event.currentTarget.value);
      }}
      onBlur={() => finish(entry)}
    />
  );
}

function ChoiceEditor({ spec, value, label, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const say = useValueText();
  const flag = spec.type === "flag";
  const choices = flag ? ["true", "false"] : (spec.choices ?? []);
  const options = choices.map((one) => ({ value: one, label: say(spec.name, flag ? one === "true" : one) }));
  const none = spec.clearable === true ? [{ value: "", label: t("none") }] : [];
  return (
    <ListEditor
      options={[...none, ...options]}
      value={value == null ? "" : String(value)}
      label={label}
      commit={(chosen) => commit(flag ? chosen === "true" : chosen === "" ? null : chosen)}
      cancel={cancel}
    />
  );
}

function DateEditor({ spec, value, label, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const before = typeof value === "string" ? value : "";
  const [day, setDay] = useState(before.slice(0, 10));
  const [time, setTime] = useState(/T(00:00|23:59)/.test(before) ? "" : before.slice(11, 16));
  const [wrong, setWrong] = useState("");
  const finish = () => {
    const entry = spec.type === "day" || day === "" || time === "" ? day : `${day}T${time}`;
    if (entry === before || (entry === before.slice(0, 10) && time === "" && /T(00:00|23:59)/.test(before))) return cancel();
    const read = readEntry(spec, entry);
    return "wrong" in read ? setWrong(read.wrong) : commit(read.value);
  };
  const keys = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    finish();
  };
  return (
    <div
      className={spec.type === "instant" ? classes["instant"] : undefined}
      onKeyDown={keys}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && finish()}
    >
      <TextInput
        type="date"
        aria-label={label}
        autoFocus
        value={day}
        max="2199-12-31"
        error={wrong && t(wrong)}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      {spec.type === "instant" && (
        <TextInput type="time" aria-label={t("timeOf", { field: label })} value={time} onChange={(event) => setTime(event.currentTarget.value)} />
      )}
    </div>
  );
}
