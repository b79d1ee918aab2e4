/** The way of a file into the plan: choose, wait, look and mend, applied. */
import { IconFileAlert } from "@tabler/icons-react";
import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import classes from "../Exchange.module.css";
import { Applied } from "./Applied";
import { Bench } from "./Bench";
import { DropTarget } from "./DropTarget";
import { Working } from "./Working";
import { adopt, look, putAway, useImport } from "./store";

export function ImportTab() {
  const { t } = useTranslation("exchange");
  const { file, answer, work, problem, applied } = useImport();
  const past = useAskedRevision() !== null;
  if (applied !== undefined) return <Applied applied={applied} />;
  if (file === undefined) return <DropTarget past={past} />;
  if (answer !== undefined) return <Bench answer={answer} past={past} />;
  if (work !== undefined) return <Working name={file.name} size={file.size} work={work} />;
  if (problem === undefined) return <DropTarget past={past} />;
  return (
    <div className={classes["middle"]}>
      <Alert color="red" variant="light" icon={<IconFileAlert />} title={t("refused.title", { file: file.name })} role="alert">
        <Text size="sm">{problem.code === "NETWORK" ? t("refused.network") : problem.message}</Text>
        <Text size="sm" c="dimmed" mt={4}>
          {problem.hint} {t("refused.nothing")}
        </Text>
        <Group gap="xs" mt="sm">
          <Button size="xs" onClick={putAway}>
            {t("refused.other")}
          </Button>
          <Button size="xs" variant="default" onClick={() => void (problem.code === "MAPPING" ? adopt(undefined) : look())}>
            {t("refused.again")}
          </Button>
        </Group>
      </Alert>
    </div>
  );
}
