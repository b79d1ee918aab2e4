/** What can be done with the selected link: see its type, let the successor follow it, delete it. */
import { ActionIcon, Button, Group } from "@mantine/core";
import { IconTrash, IconWand, IconX } from "@tabler/icons-react";
import { useStore } from "zustand";
import { useTranslation } from "~/locales/translation";
import { followOperation } from "../gesture/edits";
import { SHAPE } from "../chart";
import { HEADER_HEIGHT } from "../paint/header";
import { wayOf } from "../paint/links";
import { deleteLink } from "./commit";
import { scaleOf, type Control } from "./control";
import classes from "./timeline.module.css";

function LinkMenu({ control, link, x, y }: { control: () => Control; link: number; x: number; y: number }) {
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

/** The menu beside the middle of its link, inside the plot. */
export function PlacedLinkMenu({ control, link }: { control: () => Control; link: number }) {
  const now = control();
  const { left, top, width, height } = useStore(now.store);
  const way = wayOf(now.scene, scaleOf(now), link);
  if (way === undefined) return null;
  const [x, y] = way[Math.floor(way.length / 2)]!;
  const place = (value: number, most: number) => Math.max(8, Math.min(value, most));
  return (
    <LinkMenu control={control} link={link} x={place(x - left + 12, width - 300)} y={place(y - top + HEADER_HEIGHT + 12, height - 80)} />
  );
}
