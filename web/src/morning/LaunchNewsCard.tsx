/** What changed on one launch: each line says where, what, why and by whom. */
import { Anchor, Badge, Text } from "@mantine/core";
import { IconArrowDownRight, IconArrowUpRight, IconPoint } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useOpen } from "~/app/view";
import { useFormat } from "~/parts/format";
import { Person } from "~/parts/Person";
import classes from "./Morning.module.css";
import type { LaunchNews, News, Revision } from "./morning";

export function LaunchNewsCard({ launch }: { launch: LaunchNews }) {
  const { t } = useTranslation("morning");
  const open = useOpen();
  const { code, name } = launch;
  return (
    <article className={classes["card"]} aria-label={code === "" ? t("gone") : `${code} ${name}`}>
      <header className={classes["cardHead"]}>
        <h2>
          {code === "" ? (
            t("gone")
          ) : (
            <Anchor component="button" type="button" inherit onClick={() => open(`/launches/${encodeURIComponent(code)}`)}>
              <span className={classes["code"]}>{code}</span> {name}
            </Anchor>
          )}
        </h2>
        {launch.owner !== "" && (
          <Text size="xs" c="dimmed" component="span">
            <Person name={launch.owner} size={18} />
          </Text>
        )}
        <span className={classes["counts"]}>
          {launch.worse > 0 && <Badge color="red">{t("worse", { count: launch.worse })}</Badge>}
          {launch.better > 0 && <Badge color="green">{t("better", { count: launch.better })}</Badge>}
        </span>
      </header>
      <ul className={classes["lines"]}>
        {launch.news.map((news) => (
          <Line key={news.key} news={news} />
        ))}
      </ul>
    </article>
  );
}

const SIGNS = { worse: IconArrowDownRight, better: IconArrowUpRight, neither: IconPoint };

function Line({ news }: { news: News }) {
  const { t } = useTranslation("morning");
  const way = news.better === null ? "neither" : news.better ? "better" : "worse";
  const Sign = SIGNS[way];
  return (
    <li className={classes["line"]}>
      <Sign size={18} className={classes["sign"]} data-way={way} role="img" aria-label={t(`way.${way}`)} />
      <div className={classes["said"]}>
        <div className={classes["what"]}>
          {news.markets.map((market) => (
            <Badge key={market} variant="default" className={classes["market"]}>
              {market}
            </Badge>
          ))}
          <span>{news.text}</span>
        </div>
        {news.why.length > 0 && (
          <ul className={classes["why"]} aria-label={t("why")}>
            {news.why.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <Who revisions={news.revisions} byTime={news.byTime} />
      </div>
    </li>
  );
}

/** Who did it, or that nobody did. */
function Who({ revisions, byTime }: { revisions: readonly Revision[]; byTime: boolean }) {
  const { t } = useTranslation("morning");
  const format = useFormat();
  const last = revisions.at(-1);
  if (last === undefined) return byTime ? <div className={classes["who"]}>{t("byTime")}</div> : null;
  return (
    <div className={classes["who"]} title={last.message}>
      {t("by", { author: last.author, at: format.instant(last.at), number: last.number })}
      {last.message !== "" && <> · {last.message}</>}
      {revisions.length > 1 && <> · {t("more", { count: revisions.length - 1 })}</>}
    </div>
  );
}
