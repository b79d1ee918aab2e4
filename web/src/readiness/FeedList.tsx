/** What feeds a gate: each with its own state, and why. */
import { Anchor, Button, Group } from "@mantine/core";
import { IconVersions } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useDraft } from "~/editing/draft";
import { operationOf } from "~/editing/operations";
import { CodeLink } from "~/parts/CodeLink";
import { DateText } from "~/parts/DateText";
import { usePlanDay } from "./planDay";
import type { Feed } from "./gate";
import classes from "./Readiness.module.css";
import { GateSign } from "./signs";

export function FeedList({ feeds }: { feeds: readonly Feed[] }) {
  const { t } = useTranslation("readiness");
  return (
    <section aria-label={t("feeds")}>
      <h3>{t("feeds")}</h3>
      {feeds.length === 0 && <p className={classes["dim"]}>{t("noFeeds")}</p>}
      <ul className={classes["feeds"]}>
        {feeds.map((feed) => (
          <li key={`${feed.feed}${feed.sentence}`}>
            <span className={classes["feedSign"]} data-state={feed.state} title={t(`gate.${feed.state}`)}>
              <GateSign state={feed.state} />
            </span>
            <div>
              <div>
                <span className={classes["dim"]}>{t(`feed.${feed.feed}`)}: </span>
                {feed.sentence} {feed.drift && <IconVersions size={13} role="img" aria-label={t("drift")} />}
              </div>
              <Reading feed={feed} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where to go from there: the work, the address of evidence, the signature. */
function Reading({ feed }: { feed: Feed }) {
  const { t } = useTranslation("readiness");
  const { node, projected } = feed;
  return (
    <Group gap="xs">
      {node?.__typename === "Initiative" && <CodeLink code={node.code} />}
      {node?.__typename === "Evidence" && /^https?:/.test(node.url) && (
        <Anchor href={node.url} target="_blank" rel="noreferrer" size="xs">
          {t("openEvidence")}
        </Anchor>
      )}
      {projected !== null && (
        <span className={classes["dim"]}>
          {t("expectedOn")} <DateText date={projected} />
        </span>
      )}
      {node?.__typename === "SignOff" && node.state !== "APPROVED" && <Sign signOff={node} />}
    </Group>
  );
}

type SignOff = Extract<Feed["node"], { __typename: "SignOff" }>;

/** Drafts the decision of a sign-off. */
function Sign({ signOff }: { signOff: SignOff }) {
  const { t } = useTranslation("readiness");
  const { add } = useDraft();
  const decidedOn = usePlanDay();
  const decide = (state: "APPROVED" | "REJECTED") => {
    const values = { state, decidedOn };
    const operations = [operationOf({ action: "update", kind: "SignOff", target: signOff.id, values })];
    add({ label: t(`sign.${state}`, { function: signOff.function }), operations });
  };
  return (
    <Group gap={4}>
      <Button size="compact-xs" variant="default" onClick={() => decide("APPROVED")}>
        {t("sign.approve")}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => decide("REJECTED")}>
        {t("sign.reject")}
      </Button>
    </Group>
  );
}
