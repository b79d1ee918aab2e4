"""The user guide: each of its commands is run in order, in an empty folder, and prints what the page shows."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.plan.entities import ConstraintType, LagCalendar, LegalStatus, Level, LinkType, PromiseState, Status
from planner.plan.values import Duration
from planner_importers.formats import SUPPORTED

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide.md"
TEXT = GUIDE.read_text("utf-8")


@pytest.mark.slow
def test_every_command_does_what_the_guide_says(reader: Any) -> None:
    assert list(reader.follow(GUIDE)) == []
    assert reader.blocks == len(re.findall("^```", TEXT, re.MULTILINE)) // 2
    assert reader.leave() == "Stopped.\n"


def test_what_is_shown_must_be_printed_in_order(not_shown: Callable[[str, str], str]) -> None:
    said = "│ A   │ first │\n3 errors; no changes.\nDone in 7 s.\n"
    assert not_shown("│ A │ first │\nDone in … s.\n", said) == ""
    assert not_shown("Done in … s.\n│ A │ first │\n", said) == "│ A │ first │"
    assert not_shown("errors; no changes.\n", said) == "errors; no changes."


def test_make_demo_is_the_demo_command_with_its_defaults() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert 'planner demo --data "$(DATA)" --port "$(PORT)"' in makefile
    assert ("PORT ?= 8000" in makefile, "DATA ?= data/northstar" in makefile) == (True, True)


def test_every_format_that_is_read_is_named() -> None:
    endings = re.findall(r"\.[a-z]+(?:\.[a-z]+)?", " ".join(SUPPORTED))
    assert [ending for ending in endings if ending not in TEXT] == []


def test_every_choice_that_planners_make_is_explained() -> None:
    words = TEXT.replace("-", " ").casefold()
    choices = (Status, Level, ConstraintType, PromiseState, LegalStatus, LinkType, LagCalendar)
    said = {member.value.replace("_", " ").casefold() for choice in choices for member in choice} - {"none"}
    shared = {text.removeprefix("start ").removeprefix("finish ") for text in said}  # "start or finish no earlier than"
    assert [text for text in sorted(shared) if text not in words] == []


def test_durations_of_the_guide_are_durations() -> None:
    section = TEXT.partition("## Durations and dates")[2].partition("A day is")[0]
    shown = [text for line in section.splitlines() for text in re.findall("`([^`]+)`", line.partition("|")[2][:60])]
    assert [str(Duration.parse(text)) for text in shown] == shown
    assert len(shown) == 10
