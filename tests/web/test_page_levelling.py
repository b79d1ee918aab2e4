"""Levelling in the page, and the load of teams under the timeline."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from benchmarks.web.northstar import Northstar
from benchmarks.web.opening import Opened
from planner.plan.entities import Initiative
from tests.web.timeline_page import drafted, saved, shown

pytestmark = pytest.mark.slow

STRIPES = "() => { const c = document.querySelectorAll('canvas')[1]; return c.toDataURL().length; }"


def levelled(page: Page) -> Locator:
    page.get_by_role("button", name="Level…").click()
    pane = page.get_by_role("region", name="Levelling", exact=True)
    pane.get_by_text("2 s", exact=True).click()
    pane.get_by_role("button", name="Propose dates").click()
    expect(pane.get_by_role("status").filter(has_text=re.compile("[0-9]+ items move"))).to_be_visible(timeout=90_000)
    return pane


def test_a_levelled_plan_is_proposed_drawn_and_taken_over_as_one_revision(opened: Opened, northstar: Northstar) -> None:
    page = shown(opened, "/timeline")
    before = page.evaluate(STRIPES)
    pane = levelled(page)
    assert page.evaluate(STRIPES) != before
    found = Axe().run(page).response["violations"]
    assert [(each["id"], node["html"]) for each in found for node in each["nodes"]] == []
    row = pane.get_by_role("row").filter(has_text="TRN-311")
    expect(row).to_contain_text("CS Process & QA, held by")
    row.get_by_role("button", name="CS-606").click()
    expect(page.get_by_role("complementary", name="Selected item")).to_contain_text("CS-606")
    assert drafted(page) == []
    pane.get_by_role("button", name="Take over into the draft").click()
    expect(pane).to_have_count(0)
    edits = drafted(page)
    assert {field for edit in edits for field in edit} <= {
        *("action", "kind", "levellingDelay", "interruptions", "constraint", "constraintDate"),
    }
    saved(page, northstar.store.head.number)
    works = northstar.store.plan().all(Initiative).values()
    assert sum(item.levelling_delay is not None for item in works) == sum("levellingDelay" in edit for edit in edits)


def test_a_proposal_is_dropped_without_a_trace(opened: Opened, northstar: Northstar) -> None:
    page, before = shown(opened, "/timeline"), northstar.store.head.number
    pane = levelled(page)
    pane.get_by_role("button", name="Discard").click()
    expect(pane.get_by_role("table")).to_have_count(0)
    pane.get_by_role("button", name="Close levelling").click()
    expect(pane).to_have_count(0)
    assert (drafted(page), northstar.store.head.number) == ([], before)


def test_a_search_is_stopped(opened: Opened) -> None:
    page = shown(opened, "/timeline")
    page.get_by_role("button", name="Level…").click()
    pane = page.get_by_role("region", name="Levelling", exact=True)
    pane.get_by_text("60 s", exact=True).click()
    pane.get_by_role("button", name="Propose dates").click()
    pane.get_by_role("button", name="Stop").click()
    expect(pane.get_by_role("button", name="Stop")).to_have_count(0)
    expect(pane.get_by_text("Nothing changes until you take them over", exact=False)).to_be_visible()


def test_the_strip_says_who_is_overloaded_when_and_by_what(opened: Opened) -> None:
    page = shown(opened, "/timeline?from=2026-12-20&zoom=3")
    page.get_by_role("button", name="Load of teams").click()
    expect(page).to_have_url(re.compile("strip=on"))
    strip = page.get_by_role("region", name="Load of teams under the timeline")
    strip.get_by_role("combobox", name="Team whose load is shown").click()
    page.get_by_role("option", name="Infra AI & Evaluation").click()
    expect(page).to_have_url(re.compile("load=IAI"))
    periods = strip.get_by_role("listbox")
    periods.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    chosen = strip.get_by_role("option", selected=True)
    text = "[A-Z][a-z]{2} 2027: (overloaded, )?[0-9]+%, [0-9]+ of [0-9]+ person-days"
    expect(chosen).to_contain_text(re.compile(text))
    expect(strip.get_by_role("option").filter(has_text="overloaded")).not_to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Selected item")).to_be_visible()


def test_the_strip_keeps_to_the_scale_of_the_timeline(opened: Opened) -> None:
    page = shown(opened, "/timeline?from=2026-12-20&zoom=3&strip=on")
    strip = page.get_by_role("region", name="Load of teams under the timeline")
    expect(strip).to_contain_text("by month")
    page.keyboard.press("z")
    page.keyboard.press("z")
    expect(strip).to_contain_text("by week")
    page.keyboard.press("f")
    expect(strip).to_contain_text(re.compile("by (month|quarter)"))
    page.keyboard.press("Shift+l")
    expect(strip).to_have_count(0)
