/** Everything that is wrong or worth knowing about the plan, by rule, with a way to each place. */
import { IconCircleCheck, IconFilterOff } from "@tabler/icons-react";
import { Button } from "@mantine/core";
import { useDeferredValue, useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { useParam } from "~/app/view";
import { Empty, Failed, Loading } from "~/parts/states";
import frame from "~/parts/view.module.css";
import { FindingList } from "./FindingList";
import { FindingsBar } from "./FindingsBar";
import { useFindings } from "./findings";
import { type Filter, type Severity, filtered } from "./grouping";

export default function FindingsView() {
  const { t } = useTranslation("findings");
  const { findings, total, error, retry } = useFindings();
  const { filter, set, clear } = useFilter();
  const deferred = useDeferredValue(filter);
  const shown = useMemo(() => filtered(findings, deferred), [findings, deferred]);
  if (total === undefined) return error === null ? <Loading /> : <Failed error={error} retry={retry} />;
  if (total === 0) {
    return <Empty icon={<IconCircleCheck size={36} stroke={1.25} />} title={t("none.title")} hint={t("none.hint")} />;
  }
  return (
    <div className={frame["view"]}>
      <FindingsBar findings={findings} total={total} shown={shown.length} filter={filter} set={set} />
      {error !== null && <Failed error={error} retry={retry} />}
      {shown.length > 0 ? (
        <FindingList findings={shown} />
      ) : (
        <Empty
          icon={<IconFilterOff size={36} stroke={1.25} />}
          title={t("filtered.title")}
          hint={t("filtered.hint")}
          action={
            <Button variant="default" onClick={clear}>
              {t("filtered.clear")}
            </Button>
          }
        />
      )}
    </div>
  );
}

/** The filter as the address has it. */
function useFilter() {
  const [text, setText] = useParam("q");
  const [severity, setSeverity] = useParam("severity");
  const [rule, setRule] = useParam("rule");
  const filter: Filter = useMemo(() => ({ text, severity: severity as Severity | "", rule }), [text, severity, rule]);
  const set = (change: Partial<Filter>) => {
    if (change.text !== undefined) setText(change.text);
    if (change.severity !== undefined) setSeverity(change.severity);
    if (change.rule !== undefined) setRule(change.rule);
  };
  return { filter, set, clear: () => set({ text: "", severity: "", rule: "" }) };
}
