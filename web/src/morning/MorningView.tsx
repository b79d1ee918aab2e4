/** What a program manager opens first: what changed on launches since yesterday and why, and what falls due. */
import { IconCoffee } from "@tabler/icons-react";
import { useMemo } from "react";
import { useAnswer } from "~/api/answers";
import { useParam } from "~/app/view";
import { useTranslation } from "~/locales/translation";
import { Empty, Failed, Loading } from "~/parts/states";
import frame from "~/parts/view.module.css";
import { DueList } from "./DueList";
import { LaunchNewsCard } from "./LaunchNewsCard";
import classes from "./Morning.module.css";
import { MorningBar } from "./MorningBar";
import { MORNING, newsOf, peopleOf } from "./morning";
import { beginning, today } from "./since";

export default function MorningView() {
  const { t } = useTranslation("morning");
  const [person, setPerson] = useParam("for");
  const [days, setDays] = useParam("days", "1");
  const since = useMemo(() => beginning(today(), Number(days)), [days]);
  const { data, error, refetch } = useAnswer(MORNING, { since, to: person === "" ? null : person });
  const changes = data?.launchChanges.changes;
  const people = useMemo(() => peopleOf(changes ?? []), [changes]);
  const news = useMemo(() => newsOf(changes ?? [], person), [changes, person]);
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} retry={() => void refetch()} />;
  const due = data.notifications.filter(({ cause }) => cause !== "CHANGED");
  const named = [...new Set([...people, ...data.notifications.flatMap(({ to }) => to)])].sort((a, b) => a.localeCompare(b));
  return (
    <div className={frame["view"]}>
      <MorningBar people={named} person={person} setPerson={setPerson} days={days} setDays={setDays} report={data.launchChanges} />
      <div className={classes["columns"]}>
        <section aria-label={t("changed")} className={classes["news"]}>
          {news.map((launch) => (
            <LaunchNewsCard key={launch.code} launch={launch} />
          ))}
          {news.length === 0 && (
            <Empty icon={<IconCoffee size={36} stroke={1.25} />} title={t("quiet.title")} hint={t("quiet.hint")} />
          )}
        </section>
        <DueList due={due} />
      </div>
    </div>
  );
}
