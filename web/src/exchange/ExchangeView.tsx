/** Files in and out: a sheet becomes a revision, the plan becomes a workbook. */
import { Tabs } from "@mantine/core";
import { IconFileExport, IconFileImport } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useCommands } from "~/app/commands";
import { useParam } from "~/app/view";
import frame from "~/parts/view.module.css";
import classes from "./Exchange.module.css";
import { ExportTab } from "./exporting/ExportTab";
import { ImportTab } from "./importing/ImportTab";

export default function ExchangeView() {
  const { t } = useTranslation("exchange");
  const [tab, setTab] = useParam("tab", "import");
  const group = t("group");
  useCommands([
    { id: "exchange.import", label: t("import.title"), group, run: () => setTab("import") },
    { id: "exchange.export", label: t("export.title"), group, run: () => setTab("export") },
  ]);
  return (
    <Tabs
      className={frame["view"] ?? ""}
      value={tab === "export" ? "export" : "import"}
      onChange={(to) => setTab(to ?? "import")}
      keepMounted={false}
    >
      <Tabs.List px="md" aria-label={group}>
        <Tabs.Tab value="import" leftSection={<IconFileImport size={16} aria-hidden />}>
          {t("import.title")}
        </Tabs.Tab>
        <Tabs.Tab value="export" leftSection={<IconFileExport size={16} aria-hidden />}>
          {t("export.title")}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="import" className={classes["panel"] ?? ""}>
        <ImportTab />
      </Tabs.Panel>
      <Tabs.Panel value="export" className={classes["panel"] ?? ""}>
        <ExportTab />
      </Tabs.Panel>
    </Tabs>
  );
}
