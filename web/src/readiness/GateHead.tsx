/** The head of a column: a gate, whether it is hard, and when it is due. */
import { Tooltip } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Template } from "./matrix";
import classes from "./Readiness.module.css";

export function GateHead({ template }: { template: Template }) {
  const { t } = useTranslation("readiness");
  const format = useFormat();
  const { code, name, hard, offsetWeeks, description } = template;
  const weeks = format.number(Math.abs(offsetWeeks));
  const when = offsetWeeks === 0 ? t("onTheDay") : t(offsetWeeks > 0 ? "weeksBefore" : "weeksAfter", { weeks });
  return (
    <th scope="col" className={classes["gateHead"]}>
      <Tooltip label={description || name} multiline w={280} disabled={description === ""}>
        <span>
          <span className={classes["gateCode"]}>
            {code}
            {hard && <IconLock size={11} role="img" aria-label={t("hard")} />}
          </span>
          <span className={classes["gateName"]}>{name}</span>
          <span className={classes["dim"]}>{when}</span>
        </span>
      </Tooltip>
    </th>
  );
}
