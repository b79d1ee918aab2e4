"""The API guide: each of its examples is executed, and gives what the page says."""

import json
import re
from pathlib import Path
from typing import Any

from planner_graphql import Limits
from planner_graphql.user_errors import CODES

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, Any, Any]]:
    """Return (query, variables, answer) for each example, in order."""
    found: list[tuple[str, Any, Any]] = []
    for language, role, text in FENCE.findall(GUIDE.read_text(encoding="utf-8")):
        if language in ("python", "text"):
            continue
        if language == "graphql":
            found.append((text, {}, None))
        elif role.strip() == "variables":
            found[-1] = (found[-1][0], json.loads(text), None)
        else:
            found[-1] = (found[-1][0], found[-1][1], json.loads(text))
    return found


def test_every_example_gives_what_the_page_says(small: Any) -> None:
    assert len(examples()) == 11
    for query, variables, answer in examples():
        assert small.ask(query, **variables) == answer, query


def test_every_code_and_limit_is_explained() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert [code for code in CODES if f"`{code}`" not in text] == []
    limits = Limits()
    for number in (limits.cost, limits.depth, limits.aliases, limits.directives, limits.tokens):
        assert f"{number:,}" in text
