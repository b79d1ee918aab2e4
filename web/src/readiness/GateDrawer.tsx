/** One gate of one market: how it stands, everything that feeds it and why, and what to say of it. */
import { Alert, Badge, Drawer } from "@mantine/core";
import { useAnswer } from "~/api/answers";
import { useTranslation } from "~/locales/translation";
import { useAskedRevision } from "~/model/portfolio";
import { DateText } from "~/parts/DateText";
import { Person } from "~/parts/Person";
import { Failed, Loading } from "~/parts/states";
import { AddEvidence } from "./AddEvidence";
import { AskSignature } from "./AskSignature";
import { FeedList } from "./FeedList";
import { GateHistory } from "./GateHistory";
import { GATE, type Gate } from "./gate";
import { RecordGate } from "./RecordGate";
import classes from "./Readiness.module.css";
import { GateSign } from "./signs";

interface GateDrawerProps {
  launch: string;
  /** Code; null: the launch names none. */
  market: string | null;
  template: string;
  close: () => void;
}

export function GateDrawer({ launch, market, template, close }: GateDrawerProps) {
  const { t } = useTranslation("readiness");
  const revision = useAskedRevision();
  const { data, error, refetch } = useAnswer(GATE, { launch, market, template, revision });
  const gate = data?.plan.gateStanding;
  const title = [launch, market, template].filter(Boolean).join(" ");
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={460}
      title={gate === undefined ? title : `${title} · ${gate.template.name}`}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {gate === undefined && (error === null ? <Loading rows={8} /> : <Failed error={error} retry={() => void refetch()} />)}
      {gate !== undefined && (
        <div className={classes["detail"]}>
          <Standing gate={gate} />
          <FeedList feeds={gate.feeds} />
          {revision === null && (
            <>
              {unasked(gate).map((signs) => (
                <AskSignature key={signs} launch={launch} market={market} template={template} gate={gate.gate?.id ?? null} signs={signs} />
              ))}
              <AddEvidence launch={launch} market={market} template={template} gate={gate.gate?.id ?? null} />
              <RecordGate launch={launch} market={market} template={template} />
            </>
          )}
          {gate.gate !== null && <GateHistory id={gate.gate.id} />}
        </div>
      )}
    </Drawer>
  );
}

/** The functions that must sign and have not been asked. */
function unasked({ template, feeds }: Gate): string[] {
  const asked = feeds.flatMap(({ node }) => (node?.__typename === "SignOff" ? [node.function.toLowerCase()] : []));
  return template.signOffs.filter((signs) => !asked.includes(signs.toLowerCase()));
}

function Standing({ gate }: { gate: Gate }) {
  const { t } = useTranslation("readiness");
  const { waiver } = gate;
  const said = gate.gate?.recorded;
  return (
    <section aria-label={t("standing")}>
      {gate.template.description !== "" && <p className={classes["dim"]}>{gate.template.description}</p>}
      <dl className={classes["facts"]}>
        <dt>{t("state")}</dt>
        <dd>
          <GateSign state={gate.state} /> {t(`gate.${gate.state}`)}{" "}
          <Badge color="gray">{gate.hard ? t("hard") : t("soft")}</Badge>
        </dd>
        <dt>{t("due")}</dt>
        <dd>{gate.due === null ? "–" : <DateText date={gate.due} />}</dd>
        {!gate.green && (
          <>
            <dt>{t("expectedOn")}</dt>
            <dd>{gate.projected === null ? t("nobodyKnows") : <DateText date={gate.projected} />}</dd>
          </>
        )}
        <dt>{t("owner")}</dt>
        <dd>{gate.owner === "" ? "–" : <Person name={gate.owner} />}</dd>
        {said != null && (
          <>
            <dt>{t("saidByHand")}</dt>
            <dd>
              {t(`gate.${said}`)} · {gate.gate?.recordedBy} {gate.gate?.recordedOn != null && <DateText date={gate.gate.recordedOn} />}
            </dd>
          </>
        )}
      </dl>
      {waiver !== null && (
        <Alert variant="light" color="green" mt="xs" title={t("waivedBy", { name: waiver.approver })}>
          {waiver.reason} {waiver.expiresOn !== null && <>{t("untilDay")} <DateText date={waiver.expiresOn} />.</>}
        </Alert>
      )}
    </section>
  );
}
