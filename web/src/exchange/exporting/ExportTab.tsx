/** What the plan can be taken away as: one card for each kind of file. */
import { Select, Stack, Text, TextInput } from "@mantine/core";
import { IconBinaryTree, IconFileSpreadsheet, IconFileTypeCsv, IconFileTypeXml, IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useLive } from "~/api/live";
import { useOpen, useParam, useSelection } from "~/app/view";
import { useAskedRevision } from "~/model/portfolio";
import { useFormat } from "~/parts/format";
import classes from "../Exchange.module.css";
import { ExportCard } from "./ExportCard";
import { KINDS, addressOfExport } from "./exports";

const DEEPEST = 50;

export function ExportTab() {
  const open = useOpen();
  const revision = useAskedRevision();
  const at = (name: string) => ({ name, address: addressOfExport(name, { revision }) });
  return (
    <div className={classes["exports"]}>
      <RevisionChoice />
      <div className={classes["cards"]}>
        <ExportCard icon={IconFileSpreadsheet} id="workbook" file={at("planner.xlsx")} />
        <ExportCard icon={IconFileTypeXml} id="project" file={at("planner.xml")} />
        <TablesCard revision={revision} />
        <GraphCard revision={revision} />
        <ExportCard icon={IconPhoto} id="picture" go={() => open("/timeline")} />
      </div>
    </div>
  );
}

/** Of which revision the files are. */
function RevisionChoice() {
  const { t } = useTranslation("exchange");
  const format = useFormat();
  const asked = useAskedRevision();
  const [, setRevision] = useParam("revision");
  const { revision: newest } = useLive();
  return (
    <div className={classes["revision"]}>
      <TextInput
        type="number"
        size="xs"
        w={130}
        min={1}
        {...(newest > 0 && { max: newest })}
        label={t("export.revision")}
        placeholder={t("export.newest")}
        value={asked ?? ""}
        onChange={({ currentTarget: { valueAsNumber: number } }) => setRevision(number >= 1 && number < newest ? String(number) : "")}
      />
      <Text size="sm" c="dimmed">
        {asked === null ? t("export.ofNewest", { revision: newest === 0 ? "…" : format.number(newest) }) : t("export.ofPast", { revision: format.number(asked) })}
      </Text>
    </div>
  );
}

function TablesCard({ revision }: { revision: number | null }) {
  const { t } = useTranslation("exchange");
  const [kind, setKind] = useState("");
  const name = kind === "" ? "planner.zip" : `${kind}.csv`;
  return (
    <ExportCard icon={IconFileTypeCsv} id="tables" file={{ name, address: addressOfExport(name, { revision }) }}>
      <Select
        label={t("export.tables.which")}
        allowDeselect={false}
        value={kind}
        data={[{ value: "", label: t("export.tables.every") }, ...KINDS.map((value) => ({ value, label: t(`kinds.${value}`, { count: 2 }) }))]}
        onChange={(value) => setKind(value ?? "")}
      />
    </ExportCard>
  );
}

function GraphCard({ revision }: { revision: number | null }) {
  const { t } = useTranslation("exchange");
  const [selected] = useSelection();
  const [language, setLanguage] = useState("graph.mmd");
  const [typed, setTyped] = useState<string>();
  const [depth, setDepth] = useState("3");
  const focus = (typed ?? selected).trim();
  const address = addressOfExport(language, { revision, focus, depth: focus === "" || depth === "" ? null : Math.min(DEEPEST, Math.max(1, Math.trunc(Number(depth)))) });
  return (
    <ExportCard icon={IconBinaryTree} id="graph" file={{ name: language, address }}>
      <Stack gap={6}>
        <Select
          label={t("export.graph.language")}
          allowDeselect={false}
          value={language}
          data={[
            { value: "graph.mmd", label: "Mermaid" },
            { value: "graph.dot", label: "Graphviz (DOT)" },
          ]}
          onChange={(value) => setLanguage(value ?? "graph.mmd")}
        />
        <div className={classes["pair"]}>
          <TextInput
            label={t("export.graph.focus")}
            placeholder={t("export.graph.whole")}
            value={typed ?? selected}
            maxLength={64}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <TextInput
            type="number"
            label={t("export.graph.depth")}
            min={1}
            max={DEEPEST}
            value={depth}
            onChange={(event) => setDepth(event.currentTarget.value)}
            disabled={focus === ""}
          />
        </div>
      </Stack>
    </ExportCard>
  );
}
