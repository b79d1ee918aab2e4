/** One kind of file: what it is for, and a button that fetches it or says why not. */
import { Alert, Button, Paper, Text } from "@mantine/core";
import { type Icon, IconArrowRight, IconDownload } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { ApiError } from "~/api/client";
import { exported, keep } from "~/api/files";
import classes from "../Exchange.module.css";

interface ExportCardProps {
  icon: Icon;
  /** Name of the card, key of its words. */
  id: string;
  /** The file to fetch. */
  file?: { name: string; address: string };
  /** Where it is made instead. */
  go?: () => void;
  children?: ReactNode;
}

export function ExportCard({ icon: Sign, id, file, go, children }: ExportCardProps) {
  const { t } = useTranslation("exchange");
  const { fetching, problem, fetchFile } = useDownload();
  return (
    <Paper withBorder className={classes["card"] ?? ""} component="section" aria-label={t(`export.${id}.title`)}>
      <div className={classes["cardHead"]}>
        <Sign size={24} stroke={1.4} aria-hidden />
        <h2>{t(`export.${id}.title`)}</h2>
      </div>
      <Text size="sm" c="dimmed" className={classes["cardText"] ?? ""}>
        {t(`export.${id}.hint`)}
      </Text>
      {children}
      {problem !== undefined && (
        <Alert color="red" variant="light" role="alert" p="xs">
          <Text size="sm">{problem.code === "NETWORK" ? t("refused.network") : `${problem.message} ${problem.hint}`}</Text>
        </Alert>
      )}
      {file !== undefined && (
        <Button
          variant="default"
          loading={fetching}
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => void fetchFile(file.address, file.name)}
        >
          {t("export.download", { name: file.name })}
        </Button>
      )}
      {go !== undefined && (
        <Button variant="default" rightSection={<IconArrowRight size={15} aria-hidden />} onClick={go}>
          {t(`export.${id}.go`)}
        </Button>
      )}
    </Paper>
  );
}

/** A download that stays in the page: it can fail, and then says so. */
function useDownload() {
  const [fetching, setFetching] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  const fetchFile = async (address: string, name: string) => {
    setFetching(true);
    setProblem(undefined);
    try {
      keep(await exported(address), name);
    } catch (reason) {
      setProblem(reason instanceof ApiError ? reason : new ApiError(String(reason), "NETWORK"));
    } finally {
      setFetching(false);
    }
  };
  return { fetching, problem, fetchFile };
}
