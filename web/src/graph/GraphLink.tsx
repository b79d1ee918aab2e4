/** One link of the graph; what is said beside it: other types than finish to start, lag, and promises. */
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { useTranslation } from "react-i18next";
import type { DrawnLink } from "./drawing";
import classes from "./graph.module.css";

export type GraphEdge = Edge<{ link: DrawnLink } & Record<string, unknown>, "link">;

function strokeOf({ tone, driving }: DrawnLink): CSSProperties {
  const width = tone === "plain" ? 1.5 : 2.25;
  return { stroke: `var(--graph-${tone})`, strokeWidth: width, ...(!driving && { strokeDasharray: "4 4" }) };
}

export const GraphLink = memo(function GraphLink({ data, ...ends }: EdgeProps<GraphEdge>) {
  const { t } = useTranslation("graph");
  const [path, x, y] = getBezierPath(ends);
  if (data === undefined) return null;
  const { link } = data;
  const words = [
    link.type === "FS" ? "" : link.type,
    link.lag,
    link.crosses && link.promise !== "NONE" ? t(`promise.${link.promise}`) : "",
  ].filter((word) => word !== "");
  return (
    <>
      <BaseEdge
        path={path}
        style={strokeOf(link)}
        {...(ends.markerEnd !== undefined && { markerEnd: ends.markerEnd })}
      />
      {words.length > 0 && (
        <EdgeLabelRenderer>
          <span
            className={classes["label"]}
            data-promise={link.promise}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {words.join(" · ")}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
