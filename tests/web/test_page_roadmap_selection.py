"""Choosing what fits: search, proposal, reasons, comparison, and one step of the draft."""

import re

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from benchmarks.web.northstar import Northstar
from benchmarks.web.opening import Opened
from planner.plan.entities import Initiative
from tests.web.timeline_page import drafted, saved

pytestmark = pytest.mark.slow

BIG = """mutation($team: ID!) { applyChanges(input: { operations: [
  { createInitiative: { ref: "big", values: { code: "BIG-1", name: "Far too much", duration: "8w" } } },
  { createDemand: { values: { initiative: "ref:big", team: $team, personDays: 5000 } } } ] }) {
    userErrors { message } } }"""


def ask_too_much(northstar: Northstar) -> None:
    """Add an initiative that no team can do."""
    body = {"query": BIG, "variables": {"team": "IAI"}}
    answer = httpx.post(f"{northstar.address}/graphql", json=body, timeout=60).json()
    assert answer["data"]["applyChanges"]["userErrors"] == []


def dialog_of(opened: Opened) -> tuple[Page, Locator]:
    page = opened("/roadmap")
    page.get_by_role("button", name="Choose what fits…").click()
    dialog = page.get_by_role("dialog", name="What fits into the quarters")
    expect(dialog.get_by_role("button", name="Choose", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile("^Revision [0-9]+$"))).to_be_attached()
    dialog.get_by_text("2 s", exact=True).click()
    return page, dialog


def choose(dialog: Locator, name: str = "Choose") -> None:
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(dialog.get_by_role("button", name="Take over into the draft")).to_be_enabled()


def test_a_choice_is_explained_and_taken_over_as_one_revision(opened: Opened, northstar: Northstar) -> None:
    ask_too_much(northstar)
    page, dialog = dialog_of(opened)
    before = northstar.store.head.number
    choose(dialog)
    told = dialog.get_by_role("status").filter(has_text=re.compile("[0-9]+ chosen · [0-9]+ run already"))
    expect(told).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], node["html"]) for each in found for node in each["nodes"]] == []
    dialog.get_by_role("tab", name="Left out and why").click()
    row = dialog.get_by_role("listitem").filter(has_text="BIG-1")
    expect(row).to_contain_text(re.compile("[0-9,]+ person-days of Infra AI & Evaluation are missing in Q[1-4] 2027"))
    dialog.get_by_role("tab", name="Where people are short").click()
    expect(dialog.get_by_role("table", name="How full the teams are")).to_be_visible()
    dialog.get_by_role("button", name="Take over into the draft").click()
    expect(dialog).to_have_count(0)
    expect(page).to_have_url(re.compile("unplanned=aside"))
    page.get_by_role("textbox", name="Filter cards").fill("BIG-1")
    expect(page.get_by_role("list", name="None, Not planned").get_by_role("button")).to_contain_text("Far too much")
    edits = drafted(page)
    assert {edit["kind"] for edit in edits} == {"Initiative"}
    assert {edit.get("commitment") for edit in edits} >= {"COMMITTED", "OUTLOOK"}
    saved(page, before)
    plan = northstar.store.plan()
    quarters = [item.planned_quarter for item in plan.all(Initiative).values() if item.planned_quarter]
    assert (plan.revision, len(quarters)) == (before + 1, sum("plannedQuarter" in edit for edit in edits))


def test_two_proposals_are_compared_and_a_wish_is_kept(opened: Opened) -> None:
    page, dialog = dialog_of(opened)
    choose(dialog)
    dialog.get_by_role("combobox", name="Must be out").fill("CS-602")
    page.get_by_role("option", name=re.compile("CS-602")).click()
    page.keyboard.press("Tab")
    choose(dialog, "Choose again")
    dialog.get_by_role("tab", name="Compare").click()
    only = dialog.get_by_role("tabpanel")
    expect(only).to_contain_text("In only there")
    expect(only).to_contain_text("CS-602")


def test_rules_that_contradict_each_other_are_named(opened: Opened, northstar: Northstar) -> None:
    ask_too_much(northstar)
    page, dialog = dialog_of(opened)
    box = dialog.get_by_role("combobox", name="Must be in")
    box.fill("BIG-1")
    page.get_by_role("option", name=re.compile("BIG-1")).click()
    page.keyboard.press("Tab")
    dialog.get_by_role("button", name="Choose", exact=True).click()
    alert = dialog.get_by_role("alert").filter(has_text="No choice keeps all that must be done")
    expect(alert).to_contain_text("BIG-1")
    expect(dialog.get_by_role("button", name="Take over into the draft")).to_have_count(0)


def test_a_search_is_stopped_and_its_first_answer_kept(opened: Opened) -> None:
    page, dialog = dialog_of(opened)
    dialog.get_by_text("30 s", exact=True).click()
    dialog.get_by_role("button", name="Choose", exact=True).click()
    answer = dialog.get_by_text(re.compile("^(A quick first answer|proven|at most)"))
    expect(answer).not_to_have_count(0)
    stop = dialog.get_by_role("button", name="Stop")
    if stop.is_visible():
        stop.click()
    expect(dialog.get_by_role("button", name="Take over into the draft")).to_be_enabled()
    expect(stop).to_have_count(0)
    assert drafted(page) == []
