"""Mermaid and DOT of a small plan, exact."""

import pytest

from planner.plan.entities import Dependency, Initiative
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner_exports.drawings import dot_text, mermaid_text
from planner_exports.graph import graph_of
from planner_exports.workbook.subject import Subject


def test_mermaid_groups_by_line_of_business_and_marks_the_critical_path(subject: Subject) -> None:
    assert mermaid_text(graph_of(subject.plan, subject.dates)) == (
        "flowchart LR\n"
        '  subgraph g1["Policy"]\n'
        "    direction LR\n"
        '    n1(["LCH-701<br/>Policy v3 EU"])\n'
        '    n2["POL-101<br/>Policy v3"]\n'
        "  end\n"
        '  subgraph g2["Training"]\n'
        "    direction LR\n"
        '    n3["TRN-303<br/>=HYPERLINK(#quot;http://x.test#quot;,#quot;Training#quot;)"]\n'
        "  end\n"
        '  subgraph g3["External"]\n'
        "    direction LR\n"
        '    x1[/"Ofcom"/]\n'
        "  end\n"
        '  n2 ==>|"SS + 4w"| n3\n'
        '  n3 ==>|"FS"| n1\n'
        '  x1 -->|"FS"| n1\n'
        "  classDef critical stroke:#9c0006,stroke-width:3px;\n"
        "  classDef done fill:#d9d9d9,color:#404040;\n"
        "  classDef focus fill:#fff2cc;\n"
        "  class n1,n2,n3 critical;\n"
    )


def test_dot_near_a_focus(subject: Subject) -> None:
    drawn = graph_of(subject.plan, subject.dates, focus="pol-101", depth=1)
    assert dot_text(drawn) == (
        "digraph plan {\n"
        "  rankdir=LR;\n"
        '  node [fontname="Helvetica", style="filled", fillcolor="white"];\n'
        "  subgraph cluster_1 {\n"
        '    label="Policy";\n'
        '    n1 [label="POL-101\\nPolicy v3", shape=box, penwidth=3, color="#9c0006", fillcolor="#fff2cc"];\n'
        "  }\n"
        "  subgraph cluster_2 {\n"
        '    label="Training";\n'
        '    n2 [label="TRN-303\\n=HYPERLINK(\\"http://x.test\\",\\"Training\\")", shape=box, penwidth=3,'
        ' color="#9c0006"];\n'
        "  }\n"
        '  n1 -> n2 [label="SS + 4w", penwidth=3, color="#9c0006"];\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("depth", "codes"),
    [(0, {"B"}), (1, {"A", "B", "C"}), (2, {"A", "B", "C", "D"})],
)
def test_depth_counts_links_in_both_directions(depth: int, codes: set[str]) -> None:
    works = [Initiative(id=name.lower(), code=name, name=name) for name in "ABCD"]
    links = [Dependency(id=f"{a}{b}", predecessor_id=a, successor_id=b) for a, b in ("ab", "bc", "cd")]
    drawn = graph_of(Plan.of(*works, *links), {}, focus="B", depth=depth)
    assert {node.code for group in drawn.groups for node in group.nodes} == codes


def test_names_end_no_label() -> None:
    evil = 'A"] --> x; %% <script> `b` \\" #quot; \n end'
    plan = Plan.of(
        Initiative(id="a", code="A", name=evil),
        Initiative(id="b", code="B", name="B"),
        Dependency(id="d", predecessor_id="a", successor_id="b"),
    )
    drawn = graph_of(plan, {})
    assert mermaid_text(drawn).splitlines()[3] == (
        '    n1["A<br/>A#quot;] --#gt; x; %% #lt;script#gt; #96;b#96; #92;#quot; #35;quot; end"]'
    )
    assert dot_text(drawn).splitlines()[5] == (
        '    n1 [label="A\\nA\\"] --> x; %% <script> `b` \\\\\\" #quot; end", shape=box];'
    )


def test_what_dangles_is_left_out() -> None:
    plan = Plan.of(
        Initiative(id="a", code="A", name="A"),
        Dependency(id="d1", predecessor_id="gone", successor_id="a"),
        Dependency(id="d2", predecessor_id="a", successor_id="gone"),
    )
    assert mermaid_text(graph_of(plan, {})).splitlines()[:2] == [
        "flowchart LR",
        "  classDef critical stroke:#9c0006,stroke-width:3px;",
    ]


def test_an_unknown_focus_is_refused(subject: Subject) -> None:
    with pytest.raises(NotFoundError, match="There is no initiative or launch 'NO-1'"):
        graph_of(subject.plan, subject.dates, focus="NO-1")
