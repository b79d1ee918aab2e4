/** What can be done with the selected link: see its type, let the successor follow it, delete it. */
import { ActionIcon, Button, Group } from "@mantine/core";
import { IconTrash, IconWand, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { followOperation } from "../gesture/edits";
import { SHAPE } from "../chart";
import { deleteLink } from "./commit";
import type { Control } from "./control";
import classes from "./timeline.module.css";

export function LinkMenu({ control, link, x, y }: { control: () => Control; link: number; x: number; y: number }) {
  const { t } = useTranslation("timeline");
  const { scene, editable } = control();
  const { links, codes, shape } = scene.chart;
  const [from, to] = [codes[links.from[link]!]!, codes[links.to[link]!]!];
  const follow = () => {
    control().selectLink(-1);
    control().add("step.follow", { code: to, from }, [followOperation(scene.chart, link)]);
  };
  return (
    <div className={classes["floating"]} data-active style={{ left: x, top: y }} role="dialog" aria-label={t("link.title", { from, to })}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <span className={classes["chipTitle"]}>
          {from} → {to}
        </span>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t("link.close")} onClick={() => control().selectLink(-1)}>
          <IconX size={14} />
        </ActionIcon>
      </Group>
      <div className={classes["chipNote"]}>{t(`linkType.${links.type[link]!}`, { from, to })}</div>
      {links.violated[link] === 1 && <div className={classes["chipNote"]}>{t("link.violated")}</div>}
      {editable && (
        <Group gap="xs" mt={8}>
          {links.violated[link] === 1 && shape[links.to[link]!] !== SHAPE.launch && (
            <Button size="compact-xs" leftSection={<IconWand size={14} />} onClick={follow}>
              {t("link.follow", { to })}
            </Button>
          )}
          <Button size="compact-xs" variant="default" leftSection={<IconTrash size={14} />} onClick={() => deleteLink(control(), link)}>
            {t("link.delete")}
          </Button>
        </Group>
      )}
    </div>
  );
}
