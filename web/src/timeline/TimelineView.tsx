/** The timeline: loading, empty, failed, or the workbench with the plan. */
import { useTranslation } from "~/locales/translation";
import { Empty, Failed, Loading } from "~/parts/states";
import { useTimeline } from "./view/useTimeline";
import { Workbench } from "./view/Workbench";

export default function TimelineView() {
  const { t } = useTranslation("timeline");
  const timeline = useTimeline();
  if (timeline.error !== undefined && timeline.chart === undefined) return <Failed error={timeline.error} retry={timeline.retry} />;
  if (timeline.chart === undefined) return <Loading />;
  if (timeline.chart.count === 0) return <Empty title={t("empty.title")} hint={t("empty.hint")} />;
  return <Workbench timeline={{ ...timeline, chart: timeline.chart }} />;
}
