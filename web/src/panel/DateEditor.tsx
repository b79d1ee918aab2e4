/** The editor of a day or, with a time that may be left out, of an instant. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import type { EditorProps } from "./FieldEditor";
import { readEntry } from "./entry";
import classes from "./Field.module.css";

export function DateEditor({ spec, value, label, commit, cancel }: EditorProps) {
  const { t } = useTranslation("panel");
  const before = typeof value === "string" ? value : "";
  const [day, setDay] = useState(before.slice(0, 10));
  const timeBefore = /T(00:00|23:59)/.test(before) ? "" : before.slice(11, 16);
  const [time, setTime] = useState(timeBefore);
  const [wrong, setWrong] = useState("");
  const finish = () => {
    const entry = spec.type === "day" || day === "" || time === "" ? day : `${day}T${time}`;
    const read = readEntry(spec, entry);
    if (day === before.slice(0, 10) && time === timeBefore) cancel();
    else if ("wrong" in read) setWrong(read.wrong);
    else commit(read.value);
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
