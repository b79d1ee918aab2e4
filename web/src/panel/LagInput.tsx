/** The lag of a link, to be typed. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { readEntry } from "./entry";
import { useChangeField, type Entity } from "./useEdit";
import { useFieldError } from "./useFieldError";

const LAG = { name: "lag", type: "duration" } as const;

export function LagInput({ entity, lag, disabled, label }: { entity: Entity; lag: string; disabled: boolean; label: string }) {
  const { t } = useTranslation("panel");
  const change = useChangeField();
  const error = useFieldError(entity.id, "lag");
  const [entry, setEntry] = useState(lag);
  const [wrong, setWrong] = useState("");
  const finish = () => {
    if (entry.trim() === lag) return;
    const read = readEntry(LAG, entry.trim() === "" ? "0d" : entry);
    if ("wrong" in read) setWrong(t(read.wrong));
    else change(entity, "lag", read.value);
  };
  return (
    <TextInput
      w={62}
      aria-label={label}
      disabled={disabled}
      value={entry}
      error={wrong || error || undefined}
      onChange={(event) => {
        setEntry(event.currentTarget.value);
        setWrong("");
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        if (event.key !== "Escape") return;
        event.preventDefault();
        setEntry(lag);
        setWrong("");
      }}
    />
  );
}
