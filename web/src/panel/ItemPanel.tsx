/** The side panel of the selected item: what it is, when and why, its fields, its links, and what it would take. */
import { Tabs } from "@mantine/core";
import { Suspense, lazy, type ComponentType } from "react";
import { useTranslation } from "~/locales/translation";
import { useParam, useSelection } from "~/app/view";
import { useOverlay } from "~/editing/draft";
import { useAskedRevision } from "~/model/portfolio";
import { Empty, Failed, Loading } from "~/parts/states";
import { CreatedPanel } from "./CreatedPanel";
import { Fields } from "./Fields";
import { Heading } from "./Heading";
import { useItem, type Item } from "./item";
import { LinksSection } from "./LinksSection";
import { Overview } from "./Overview";
import classes from "./Panel.module.css";
import { usePanelCommands } from "./usePanelCommands";

const Wishes = lazy(() => import("./Wishes"));
const history = import.meta.glob<{ ItemHistory: ComponentType<{ id: string }> }>("../history/ItemHistory.tsx")["../history/ItemHistory.tsx"];
const ItemHistory = lazy(async () => ({ default: (await history?.())?.ItemHistory ?? ((_: { id: string }) => null) }));

export function ItemPanel() {
  const [code, select] = useSelection();
  const { t } = useTranslation("panel");
  const { item, error, isPending, retry } = useItem(code);
  const created = useCreated(code);
  if (created !== undefined) return <CreatedPanel key={created.id} {...created} />;
  if (error !== null && item === null) return <Failed error={error} retry={retry} />;
  if (isPending) return <Loading rows={10} />;
  if (item === null) {
    return <Empty title={t("unknown", { code })} hint={t("unknownHint")} action={<CloseButton close={() => select("")} />} />;
  }
  return <Shown key={item.id} item={item} />;
}

export default ItemPanel;

function CloseButton({ close }: { close: () => void }) {
  const { t } = useTranslation("panel");
  return (
    <button type="button" className={classes["plain"]} onClick={close}>
      {t("close")}
    </button>
  );
}

function Shown({ item }: { item: Item }) {
  const { t } = useTranslation("panel");
  const [tab, setTab] = useParam("panel", "overview");
  const readOnly = useAskedRevision() !== null;
  const work = item.__typename === "Launch" ? ["wishes"] : [];
  const names = ["overview", "fields", "links", ...work, "history"];
  usePanelCommands(item, readOnly, setTab);
  return (
    <div className={classes["panel"]}>
      <Heading item={item} readOnly={readOnly} />
      <Tabs value={names.includes(tab) ? tab : "overview"} onChange={(next) => setTab(next ?? "overview")} keepMounted={false} classNames={{ list: classes["tabs"] ?? "", panel: classes["body"] ?? "" }}>
        <Tabs.List>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<Loading rows={6} />}>
          <Tabs.Panel value="overview">
            <Overview item={item} />
          </Tabs.Panel>
          <Tabs.Panel value="fields">
            <Fields item={item} readOnly={readOnly} />
          </Tabs.Panel>
          <Tabs.Panel value="links">
            <LinksSection item={item} readOnly={readOnly} />
          </Tabs.Panel>
          <Tabs.Panel value="wishes">{item.__typename === "Launch" && <Wishes launch={item} readOnly={readOnly} />}</Tabs.Panel>
          <Tabs.Panel value="history">
            <ItemHistory id={item.id} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </div>
  );
}

/** Returns what the draft creates under a code, if it does. */
function useCreated(code: string) {
  const overlay = useOverlay();
  for (const [id, values] of overlay) {
    if (values["$created"] !== undefined && String(values["code"]).toLowerCase() === code.toLowerCase()) {
      return { id, kind: values["$created"] as "Initiative" | "Launch", values };
    }
  }
  return undefined;
}
