/** The filter by text; the address follows once the typing rests. */
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import type { SetSetting } from "./Choice";
import classes from "./timeline.module.css";

export function Search({ text, set }: { text: string; set: SetSetting }) {
  const { t } = useTranslation("timeline");
  const [typed, type] = useState(text);
  const [known, know] = useState(text);
  const apply = useDebouncedCallback((value: string) => set("q", value), 200);
  if (known !== text) {
    know(text);
    type(text);
  }
  return (
    <TextInput
      size="xs"
      className={classes["search"] ?? ""}
      value={typed}
      placeholder={t("search")}
      aria-label={t("search")}
      leftSection={<IconSearch size={14} />}
      onChange={(event) => {
        type(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}
