/** What falls due or is over its day, by cause: gates, signatures, waivers, evidence, decisions and their conditions. */
import { Anchor, Badge } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useOpen } from "~/app/view";
import { DateText } from "~/parts/DateText";
import classes from "./Morning.module.css";
import { type Due, type Duty, dutiesOf } from "./morning";

/** Causes in the order in which they press. */
const CAUSES = [
  "GATE_OVERDUE",
  "SIGN_OFF_ASKED",
  "CONDITION_DUE",
  "GATE_DUE",
  "WAIVER_ENDS",
  "EVIDENCE_ENDS",
  "DECISION_ENDS",
];

export function DueList({ due }: { due: readonly Due[] }) {
  const { t } = useTranslation("morning");
  return (
    <section aria-label={t("due")} className={classes["due"]}>
      <h2>{t("due")}</h2>
      {due.length === 0 && <p className={classes["who"]}>{t("nothingDue")}</p>}
      {CAUSES.map((cause) => {
        const items = dutiesOf(due.filter((item) => item.cause === cause));
        if (items.length === 0) return null;
        return (
          <details key={cause} open={items.length <= 12} className={classes["cause"]}>
            <summary>
              {t(`cause.${cause}`)} <Badge color={cause === "GATE_OVERDUE" ? "red" : "gray"}>{items.length}</Badge>
            </summary>
            <ul>
              {items.map((item) => (
                <DueItem key={item.key} item={item} />
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}

function DueItem({ item }: { item: Duty }) {
  const open = useOpen();
  const { launch, markets, template } = item;
  const gate = markets.length === 0 || template === null ? "" : `?gate=${markets[0] ?? ""}.${template.code}`;
  return (
    <li className={classes["dueItem"]} title={item.why.join("\n")}>
      <span className={classes["dueHead"]}>
        {launch !== null && (
          <Anchor
            component="button"
            type="button"
            size="xs"
            ff="monospace"
            onClick={() => open(`/launches/${encodeURIComponent(launch.code)}${gate}`)}
          >
            {[launch.code, template?.code].filter(Boolean).join(" ")}
          </Anchor>
        )}
        <span>{markets.join(", ")}</span>
        {item.due !== null && <DateText date={item.due} />}
      </span>
      <span>{item.sentence}</span>
      <span className={classes["who"]}>{item.to.join(", ")}</span>
    </li>
  );
}
