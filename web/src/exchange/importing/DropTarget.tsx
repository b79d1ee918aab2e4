/** Where a file is dropped or chosen, and what can be dropped. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconClockPause, IconCloudUpload, IconFileAlert, IconFileCheck } from "@tabler/icons-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import { LARGEST_FILE, take } from "./store";

const FORMATS = ["sheets", "text", "project", "primavera", "gantt", "records"] as const;
const MEGABYTE = 2 ** 20;

export function DropTarget({ past }: { past: boolean }) {
  const { t } = useTranslation("exchange");
  const [refused, setRefused] = useState("");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(keepPage, []);
  const given = (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined) return;
    if (file.size > LARGEST_FILE) setRefused(file.name);
    else void take(file, t("column.before"));
  };
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(event.type === "dragover");
    if (event.type === "drop") given(event.dataTransfer.files);
  };
  return (
    <div className={classes["middle"]}>
      {past && (
        <Alert color="yellow" variant="light" icon={<IconClockPause />}>
          {t("import.past")}
        </Alert>
      )}
      <div className={classes["drop"]} data-over={over || undefined} onDragOver={drag} onDragLeave={drag} onDrop={drag}>
        <input
          ref={input}
          type="file"
          hidden
          onChange={(event) => {
            given(event.currentTarget.files);
            event.currentTarget.value = ""; // the same file can be chosen again
          }}
        />
        <div className={classes["dropInner"]}>
          {over ? <IconFileCheck size={44} stroke={1.25} aria-hidden /> : <IconCloudUpload size={44} stroke={1.25} aria-hidden />}
          <Text fw={600} size="lg">
            {t("drop.title")}
          </Text>
          <Text size="sm" c="dimmed" maw={460}>
            {t("drop.hint")}
          </Text>
          <Button size="sm" mt="xs" onClick={() => input.current?.click()}>
            {t("drop.choose")}
          </Button>
        </div>
      </div>
      {refused !== "" && <TooLarge name={refused} />}
      <dl className={classes["formats"]}>
        {FORMATS.map((format) => (
          <div key={format}>
            <dt>{t(`format.${format}.name`)}</dt>
            <dd>{t(`format.${format}.hint`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A file that misses the target must not replace the page; returns the function that ends it. */
function keepPage(): () => void {
  const ended = new AbortController();
  for (const name of ["dragover", "drop"] as const) {
    window.addEventListener(name, (event) => event.preventDefault(), { signal: ended.signal });
  }
  return () => ended.abort();
}

function TooLarge({ name }: { name: string }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  return (
    <Alert color="red" variant="light" icon={<IconFileAlert />} role="alert" title={t("refused.title", { file: name })}>
      <Group gap="xs">
        <Text size="sm">{t("refused.large", { size: format.number(LARGEST_FILE / MEGABYTE) })}</Text>
      </Group>
    </Alert>
  );
}
