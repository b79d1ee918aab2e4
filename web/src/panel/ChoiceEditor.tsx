/** Editors that choose from a list. */
import { NativeSelect } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useValueText } from "~/editing/ValueText";
import type { EditorProps } from "./FieldEditor";
import { textOf } from "./plainValue";

/** The choices of an enumeration, or yes and no. */
export function ChoiceEditor({ spec, value, label, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const say = useValueText();
  const flag = spec.type === "flag";
  const choices = flag ? ["true", "false"] : (spec.choices ?? []);
  const options = choices.map((one) => ({ value: one, label: say(spec.name, flag ? one === "true" : one) }));
  const none = spec.clearable === true ? [{ value: "", label: t("none") }] : [];
  return (
    <ListEditor
      options={[...none, ...options]}
      value={textOf(value)}
      label={label}
      commit={(chosen) => commit(flag ? chosen === "true" : chosen === "" ? null : chosen)}
      cancel={cancel}
    />
  );
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
