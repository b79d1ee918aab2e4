r"""The graph of dependencies as Mermaid and as DOT (Graphviz) text.

Lines of business are boxes; critical work has a thick border, done work is grey, the critical path is drawn
with thick arrows. Names of work are only ever text: whatever they contain, they end no label.

>>> from planner.plan.entities import Dependency, Initiative
>>> plan = Plan.of(Initiative(id="a", code="A", name='Say "no"'), Initiative(id="b", code="B", name="Then"),
...                Dependency(id="d", predecessor_id="a", successor_id="b"))
>>> print(mermaid_text(graph_of(plan, {})).splitlines()[3])
    n1["A<br/>Say #quot;no#quot;"]
"""

from collections.abc import Mapping

from planner.plan.snapshot import Plan
from planner.schedule.result import WorkDates
from planner_exports.graph import Graph, Node, Shape, graph_of
from planner_exports.safe_text import one_line


def mermaid(plan: Plan, *, focus: str | None = None, depth: int = 3) -> str:
    """Return the dependencies as a Mermaid flow chart: all, or those within ``depth`` links of ``focus``.

    ``focus`` is the code or id of an initiative or launch; NotFoundError if there is none.
    """
    return mermaid_text(graph_of(plan, _dates(plan), focus=focus, depth=depth))


def dot(plan: Plan, *, focus: str | None = None, depth: int = 3) -> str:
    """Return the dependencies as a DOT digraph: all, or those within ``depth`` links of ``focus``.

    ``focus`` is the code or id of an initiative or launch; NotFoundError if there is none.
    """
    return dot_text(graph_of(plan, _dates(plan), focus=focus, depth=depth))


def _dates(plan: Plan) -> Mapping[str, WorkDates]:
    from planner.schedule import schedule

    return schedule(plan).dates


_MERMAID_SHAPES: Mapping[Shape, tuple[str, str]] = {
    Shape.WORK: ("[", "]"),
    Shape.MILESTONE: ("{{", "}}"),
    Shape.LAUNCH: ("([", "])"),
    Shape.EXTERNAL: ("[/", "/]"),
}

_MERMAID_CLASSES = (
    "  classDef critical stroke:#9c0006,stroke-width:3px;",
    "  classDef done fill:#d9d9d9,color:#404040;",
    "  classDef focus fill:#fff2cc;",
)


def mermaid_text(graph: Graph) -> str:
    """Return a graph as a Mermaid flow chart."""
    lines = ["flowchart LR"]
    for number, group in enumerate(graph.groups, start=1):
        lines.append(f'  subgraph g{number}["{_mermaid_label(group.label)}"]')
        lines.append("    direction LR")
        for node in group.nodes:
            opening, closing = _MERMAID_SHAPES[node.shape]
            label = "<br/>".join(_mermaid_label(part) for part in (node.code, node.name) if part)
            lines.append(f'    {node.key}{opening}"{label}"{closing}')
        lines.append("  end")
    for edge in graph.edges:
        arrow = "==>" if edge.critical else "-->"
        lines.append(f'  {edge.source} {arrow}|"{_mermaid_label(edge.text)}"| {edge.target}')
    nodes = [node for group in graph.groups for node in group.nodes]
    lines.extend(_MERMAID_CLASSES)
    lines.extend(_mermaid_class(nodes))
    return "\n".join(lines) + "\n"


def _mermaid_class(nodes: list[Node]) -> list[str]:
    chosen = {
        "critical": [node.key for node in nodes if node.critical],
        "done": [node.key for node in nodes if node.done],
        "focus": [node.key for node in nodes if node.focus],
    }
    return [f"  class {','.join(keys)} {name};" for name, keys in chosen.items() if keys]


_MERMAID_ENTITIES = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;"}


def _mermaid_label(text: str) -> str:
    return "".join(_MERMAID_ENTITIES.get(char, char) for char in one_line(text, 200))


_DOT_SHAPES: Mapping[Shape, str] = {
    Shape.WORK: "box",
    Shape.MILESTONE: "diamond",
    Shape.LAUNCH: "ellipse",
    Shape.EXTERNAL: "parallelogram",
}


def dot_text(graph: Graph) -> str:
    """Return a graph as a DOT digraph."""
    lines = ["digraph plan {", "  rankdir=LR;", '  node [fontname="Helvetica", style="filled", fillcolor="white"];']
    for number, group in enumerate(graph.groups, start=1):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_quoted(group.label)};")
        lines.extend(f"    {node.key} [{_dot_attributes(node)}];" for node in group.nodes)
        lines.append("  }")
    for edge in graph.edges:
        thick = ', penwidth=3, color="#9c0006"' if edge.critical else ""
        lines.append(f"  {edge.source} -> {edge.target} [label={_quoted(edge.text)}{thick}];")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_attributes(node: Node) -> str:
    label = "\\n".join(_escaped(part) for part in (node.code, node.name) if part)
    parts = [f'label="{label}"', f"shape={_DOT_SHAPES[node.shape]}"]
    if node.critical:
        parts.append('penwidth=3, color="#9c0006"')
    if node.done or node.focus:
        parts.append(f'fillcolor="{"#fff2cc" if node.focus else "#d9d9d9"}"')
    return ", ".join(parts)


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return one_line(text, 200).replace("\\", "\\\\").replace('"', '\\"')
