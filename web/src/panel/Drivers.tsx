/** What decides when the item is reached, and what it decides in turn. Asked when opened. */
import { Group, Loader, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "~/locales/translation";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useAskedRevision } from "~/model/portfolio";
import classes from "./Panel.module.css";
import { WorkAnchor } from "./WorkAnchor";

const DRIVERS = graphql(`
  query Drivers($code: ID!, $revision: Int) {
    plan(revision: $revision) {
      drivers(to: $code) {
        depth
        work {
          __typename
          code
          name
        }
      }
      drivenBy(of: $code) {
        depth
        work {
          __typename
          code
          name
        }
      }
    }
  }
`);

const SHOWN = 40;

export function Drivers({ code }: { code: string }) {
  const { t } = useTranslation("panel");
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes["section"]} aria-label={t("drivers")}>
      <h3 className={classes["sectionTitle"]}>
        <UnstyledButton aria-expanded={open} fz="sm" fw={650} onClick={() => setOpen(!open)}>
          <Chevron size={14} aria-hidden /> {t("drivers")}
        </UnstyledButton>
      </h3>
      {open && <Both code={code} />}
    </section>
  );
}

function Both({ code }: { code: string }) {
  const { t } = useTranslation("panel");
  const revision = useAskedRevision();
  const { data } = useAnswer(DRIVERS, { code, revision });
  if (data === undefined) return <Loader size="sm" aria-label={t("loading")} />;
  return (
    <>
      <Chain title={t("drivenByTitle")} rows={data.plan.drivers.filter(({ depth }) => depth > 0)} />
      <Chain title={t("drivesTitle")} rows={data.plan.drivenBy} />
    </>
  );
}

function Chain({ title, rows }: { title: string; rows: readonly { depth: number; work: { code: string; name: string } }[] }) {
  const { t } = useTranslation("panel");
  return (
    <>
      <Text size="xs" c="dimmed" mt={6}>
        {title}
      </Text>
      {rows.length === 0 && <Text size="sm">{t("nobody")}</Text>}
      <ul className={classes["rows"]}>
        {rows.slice(0, SHOWN).map(({ work }) => (
          <li key={work.code}>
            <Group gap={6} wrap="nowrap">
              <WorkAnchor code={work.code} />
              <Text size="sm" truncate>
                {work.name}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <Text size="xs">{t("more", { count: rows.length - SHOWN })}</Text>}
    </>
  );
}
