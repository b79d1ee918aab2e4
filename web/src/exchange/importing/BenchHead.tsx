/** The file by name, and what can be done with its mapping. */
import { Badge, Button, Group, Menu, Text } from "@mantine/core";
import { IconDots, IconFileSpreadsheet, IconX } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "~/locales/translation";
import { keep } from "~/api/files";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import type { ImportAnswer } from "./answer";
import { forget } from "./memory";
import { adopt, putAway, useImport } from "./store";

export function BenchHead({ answer }: { answer: ImportAnswer }) {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const { file } = useImport();
  return (
    <header className={classes["head"]}>
      <IconFileSpreadsheet size={20} stroke={1.5} aria-hidden />
      <Text fw={600} truncate component="h2" size="sm">
        {answer.file}
      </Text>
      <Badge color="gray">{t(`read.${answer.format}`, { defaultValue: answer.format })}</Badge>
      <Text size="xs" c="dimmed" className={classes["plain"] ?? ""}>
        {file !== undefined && t("size", { size: format.number(Math.max(0.1, file.size / 1024)) })} ·{" "}
        {t("import.base", { revision: format.number(answer.base) })}
      </Text>
      <Group gap="xs" ml="auto" wrap="nowrap">
        {answer.mapping !== null && <MappingMenu answer={answer} mapping={answer.mapping} />}
        <Button variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={putAway}>
          {t("import.away")}
        </Button>
      </Group>
    </header>
  );
}

function MappingMenu({ answer, mapping }: { answer: ImportAnswer; mapping: string }) {
  const { t } = useTranslation("exchange");
  const chooser = useRef<HTMLInputElement>(null);
  const upload = async (file: File | undefined) => {
    if (file !== undefined) await adopt(await file.text());
  };
  const recognised = () => {
    if (answer.tables !== null && answer.samples !== null) forget(answer.tables, answer.samples);
    void adopt(undefined);
  };
  const name = `${answer.file.replace(/\.[^.]*$/, "")}.map.yaml`;
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".yaml,.yml,.json"
        aria-label={t("map.upload")}
        onChange={({ currentTarget }) => {
          void upload(currentTarget.files?.[0]);
          currentTarget.value = "";
        }}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconDots size={14} aria-hidden />}>
            {t("map.title")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => keep(new Blob([mapping], { type: "application/yaml" }), name)}>{t("map.download")}</Menu.Item>
          <Menu.Item onClick={() => chooser.current?.click()}>{t("map.upload")}</Menu.Item>
          <Menu.Item onClick={recognised}>{t("map.recognised")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
