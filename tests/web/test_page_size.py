"""How much script the built page has, and that each view is a part of its own."""

import pytest

from benchmarks.web.measuring import SCRIPTS_KB, one_language, script_sizes
from planner.app.built_page import PAGE

pytestmark = pytest.mark.slow

SOURCES = PAGE.parent.parent.parent / "web/src"


def test_all_scripts_together_keep_their_budget(built_page: None) -> None:
    sizes = script_sizes(PAGE)
    assert one_language(sizes) <= SCRIPTS_KB * 1_000, sizes


def test_views_are_loaded_when_they_are_opened(built_page: None) -> None:
    index = (PAGE / "index.html").read_text(encoding="utf-8")
    parts = {name.partition("View-")[0] for name in script_sizes(PAGE) if "View-" in name}
    views = {path.name.removesuffix("View.tsx") for path in SOURCES.glob("*/*View.tsx")}
    assert {"Timeline", "Table", "Graph"} <= views
    assert parts == views
    assert [view for view in views if f"{view}View" in index] == []


def test_english_readers_do_not_load_german(built_page: None) -> None:
    index = (PAGE / "index.html").read_text(encoding="utf-8")
    assert [name.partition("-")[0] for name in script_sizes(PAGE) if name.startswith(("de-", "en-"))] == ["de", "en"]
    assert "/de-" not in index
