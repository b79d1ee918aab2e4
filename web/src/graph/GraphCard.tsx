/** One card of the graph: an item with its dates, or a delivery from outside the plan. */
import { IconBuilding, IconDiamond, IconRocket } from "@tabler/icons-react";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "~/parts/format";
import { CARD, type Tone } from "./drawing";
import classes from "./graph.module.css";

export interface CardData extends Record<string, unknown> {
  kind: "item" | "launch" | "milestone" | "outside";
  tone: Tone;
  code: string;
  name: string;
  start: number | null;
  finish: number | string | null;
  float: number | null;
  promise: string;
  isRoot: boolean;
  isSelected: boolean;
  label: string;
}

export type GraphNode = Node<CardData, "card">;

const SIZE = { width: CARD.width, height: CARD.height };
const ICONS = { launch: IconRocket, milestone: IconDiamond, outside: IconBuilding };

export const GraphCard = memo(function GraphCard({ data }: NodeProps<GraphNode>) {
  const { t } = useTranslation("graph");
  const format = useFormat();
  const Icon = data.kind === "item" ? undefined : ICONS[data.kind];
  const isPoint = data.kind === "launch" || data.kind === "milestone";
  return (
    <div
      className={classes["card"]}
      style={SIZE}
      data-kind={data.kind}
      data-tone={data.tone}
      data-root={data.isRoot || undefined}
      data-selected={data.isSelected || undefined}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes["handle"]} />
      <div className={classes["line"]}>
        <span className={classes["code"]}>
          {Icon && <Icon size={13} aria-hidden />}
          {data.code}
        </span>
        {data.float !== null && (
          <span className={classes["dim"]}>{t("float", { days: format.days(data.float) })}</span>
        )}
        {data.kind === "outside" && <span className={classes["dim"]}>{t(`promise.${data.promise}`)}</span>}
      </div>
      <div className={classes["name"]}>{data.name}</div>
      <div className={classes["dim"]}>
        {isPoint || data.start === null ? format.day(data.finish) : `${format.shortDay(data.start)} – ${format.day(data.finish)}`}
      </div>
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes["handle"]} />
    </div>
  );
});
