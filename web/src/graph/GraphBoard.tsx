/** The drawing itself: pan, zoom, select with a click or Enter, put into the middle with a double click. */
import "@xyflow/react/dist/style.css";
import { useComputedColorScheme } from "@mantine/core";
import { Controls, MiniMap, ReactFlow, useReactFlow } from "@xyflow/react";
import { type KeyboardEvent, useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { GraphCard, type GraphNode } from "./GraphCard";
import { GraphLink } from "./GraphLink";
import type { Graph } from "./useGraph";

const NODES = { card: GraphCard };
const EDGES = { link: GraphLink };
const FIT = { padding: 0.12, maxZoom: 1.1, minZoom: 0.35 };

interface Props {
  graph: Graph;
  /** What the drawing is about; another one is fitted into view. */
  subject: string;
  select: (code: string) => void;
  centre: (code: string) => void;
}

export function GraphBoard({ graph, subject, select, centre }: Props) {
  const { t } = useTranslation("graph");
  const scheme = useComputedColorScheme("light");
  const { fitView } = useReactFlow();
  useEffect(() => {
    const frame = requestAnimationFrame(() => void fitView(FIT));
    return () => cancelAnimationFrame(frame);
  }, [subject, fitView]);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const id = (event.target as HTMLElement).closest(".react-flow__node")?.getAttribute("data-id");
      const node = graph.nodes.find((one) => one.id === id);
      if (node === undefined || node.data.kind === "outside" || event.key !== "Enter") return;
      if (event.shiftKey) centre(node.data.code);
      else select(node.data.code);
    },
    [graph.nodes, select, centre],
  );
  const isItem = (node: GraphNode) => node.data.kind !== "outside";
  return (
    <ReactFlow
      nodes={graph.nodes}
      edges={graph.edges}
      nodeTypes={NODES}
      edgeTypes={EDGES}
      colorMode={scheme}
      fitView
      fitViewOptions={FIT}
      minZoom={0.08}
      maxZoom={2}
      nodesDraggable={false}
      nodesConnectable={false}
      zoomOnDoubleClick={false}
      elementsSelectable={false}
      nodesFocusable
      onlyRenderVisibleElements={graph.nodes.length > 120}
      onNodeClick={(_, node) => isItem(node) && select(node.data.code)}
      onNodeDoubleClick={(_, node) => isItem(node) && centre(node.data.code)}
      onKeyDown={onKeyDown}
      aria-label={t("board")}
      ariaLabelConfig={{
        "controls.ariaLabel": t("controls"),
        "controls.zoomIn.ariaLabel": t("zoomIn"),
        "controls.zoomOut.ariaLabel": t("zoomOut"),
        "controls.fitView.ariaLabel": t("fit"),
        "minimap.ariaLabel": t("minimap"),
        "node.a11yDescription.default": t("nodeHelp"),
      }}
    >
      <Controls showInteractive={false} fitViewOptions={FIT} />
      {graph.nodes.length > 30 && <MiniMap pannable zoomable nodeStrokeWidth={0} />}
    </ReactFlow>
  );
}
