/** The links of the graph; what is said beside them: other types than finish to start, lag, and promises. */
import { memo } from "react";
import { useTranslation } from "~/locales/translation";
import type { DrawnLink, Tone } from "./drawing";
import classes from "./graph.module.css";
import type { Point } from "./pose";

/** A link with its way. */
export interface LaidLink {
  link: DrawnLink;
  path: string;
  middle: Point;
}

const TONES: readonly Tone[] = ["plain", "nearCritical", "critical", "violated"];

export const GraphLinks = memo(function GraphLinks({ links }: { links: readonly LaidLink[] }) {
  return (
    <svg className={classes["links"]} aria-hidden>
      <defs>
        {TONES.map((tone) => (
          <marker
            key={tone}
            id={`graph-${tone}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="10"
            markerHeight="10"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0L10 5L0 10Z" fill={`var(--graph-${tone})`} />
          </marker>
        ))}
      </defs>
      {links.map(({ link: { id, tone, driving }, path }) => (
        <path
          key={id}
          d={path}
          stroke={`var(--graph-${tone})`}
          strokeWidth={tone === "plain" ? 1.5 : 2.25}
          markerEnd={`url(#graph-${tone})`}
          {...(!driving && { strokeDasharray: "4 4" })}
        />
      ))}
    </svg>
  );
});

export const LinkLabels = memo(function LinkLabels({ links }: { links: readonly LaidLink[] }) {
  const { t } = useTranslation("graph");
  return links.map(({ link, middle }) => {
    const promise = link.crosses && link.promise !== "NONE" ? t(`promise.${link.promise}`) : "";
    const words = [link.type === "FS" ? "" : link.type, link.lag, promise].filter((word) => word !== "");
    if (words.length === 0) return null;
    return (
      <span
        key={link.id}
        className={classes["label"]}
        data-promise={link.promise}
        style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
      >
        {words.join(" · ")}
      </span>
    );
  });
});
