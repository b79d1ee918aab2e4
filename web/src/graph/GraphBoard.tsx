/** The drawing itself: pan, zoom, select with a click or Enter, put into the middle with a double click. */
import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { IconMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import { memo, useCallback, useLayoutEffect, useRef } from "react";
import { useTranslation } from "~/locales/translation";
import { GraphCard } from "./GraphCard";
import { GraphLinks, LinkLabels } from "./GraphLinks";
import classes from "./graph.module.css";
import { type Box, around, carried, fitted, inSight } from "./pose";
import type { Graph } from "./useGraph";
import { usePose } from "./usePose";

const STEP = 1.25;

interface Props {
  graph: Graph;
  /** What the drawing is about; another one is fitted into view. */
  subject: string;
  select: (code: string) => void;
  centre: (code: string) => void;
}

export function GraphBoard({ graph, subject, select, centre }: Props) {
  const { t } = useTranslation("graph");
  const board = useRef<HTMLDivElement>(null);
  const [pose, setPose] = usePose(board);
  const size = useCallback(() => ({ width: board.current!.clientWidth, height: board.current!.clientHeight }), []);
  const fit = () => {
    const root = graph.cards.find((card) => card.isRoot)!;
    setPose(fitted(around(graph.cards.map((card) => card.box)), root.box, size()));
  };
  const zoom = (factor: number) => {
    const middle = { x: size().width / 2, y: size().height / 2 };
    setPose((pose) => carried(pose, middle, middle, factor));
  };
  const reached = useCallback((box: Box) => setPose((pose) => inSight(pose, box, size())), [setPose, size]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a selection or a draft leaves the reader where they are
  useLayoutEffect(fit, [subject]);
  return (
    <div ref={board} className={classes["board"]} role="group" aria-label={t("board")}>
      <VisuallyHidden id="graph-keys">{t("nodeHelp")}</VisuallyHidden>
      <div className={classes["world"]} style={{ transform: `translate(${pose.x}px, ${pose.y}px) scale(${pose.zoom})` }}>
        <Drawn graph={graph} select={select} centre={centre} reached={reached} />
      </div>
      <ActionIcon.Group orientation="vertical" className={classes["zoom"]} role="group" aria-label={t("controls")}>
        <ActionIcon variant="default" aria-label={t("zoomIn")} onClick={() => zoom(STEP)}>
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t("zoomOut")} onClick={() => zoom(1 / STEP)}>
          <IconMinus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t("fit")} onClick={fit}>
          <IconMaximize size={16} aria-hidden />
        </ActionIcon>
      </ActionIcon.Group>
    </div>
  );
}

type DrawnProps = Pick<Props, "graph" | "select" | "centre"> & { reached: (box: Box) => void };

/** Links and cards; not drawn anew while one looks around. */
const Drawn = memo(function Drawn({ graph, select, centre, reached }: DrawnProps) {
  return (
    <>
      <GraphLinks links={graph.links} />
      {graph.cards.map((card) => (
        <GraphCard key={card.id} card={card} select={select} centre={centre} reached={reached} />
      ))}
      <LinkLabels links={graph.links} />
    </>
  );
});
