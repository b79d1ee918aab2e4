"""Baselines, dates of single markets and new work on the timeline."""

import pytest
from playwright.sync_api import expect

from benchmarks.web.northstar import Northstar
from benchmarks.web.opening import Opened
from tests.web.timeline_page import day, drafted, line, shown

pytestmark = pytest.mark.slow


def test_a_baseline_is_locked_from_the_palette_and_later_moves_are_told(opened: Opened, northstar: Northstar) -> None:
    page = shown(opened)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    page.keyboard.type("lock a baseline")
    expect(page.get_by_role("button", name="Lock a baseline…")).to_be_visible()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Lock a baseline")
    dialog.get_by_role("textbox", name="Code").fill("2026Q4")
    dialog.get_by_role("button", name="Lock", exact=True).click()
    expect(page.get_by_text("Baseline 2026Q4 holds the dates of 167 items.")).to_be_visible()
    expect(dialog).to_have_count(0)
    [baseline] = northstar.store.plan().entities["baseline"].values()
    assert (baseline.id, len(northstar.store.plan().entities["baseline_item"])) == (baseline.id, 167)

    row = page.get_by_role("row").filter(has_text="TRN-303")
    expect(row).to_contain_text("0 d")
    slip = 'mutation { updateInitiative(input: { id: "TRN-303", changes: { duration: "3w" } }) { revision } }'
    page.request.post(f"{northstar.address}/graphql", data={"query": slip})
    expect(row).to_contain_text("+21 d")
    page.mouse.move(day(page, "2026-12-10"), line(page, "TRN-303"))
    tip = page.get_by_test_id("tip")
    expect(tip).to_contain_text("7 Dec 2026 – 18 Dec 2026 · +21 d")


def test_a_baseline_that_cannot_be_is_refused_at_its_field(opened: Opened, northstar: Northstar) -> None:
    page = shown(opened)
    lock = 'mutation { lockBaseline(input: { code: "H1" }) { revision } }'
    page.request.post(f"{northstar.address}/graphql", data={"query": lock})
    before = northstar.store.head.number
    page.get_by_role("button", name="View", exact=True).click()
    page.get_by_role("button", name="Lock a baseline…").click()
    code = page.get_by_role("dialog", name="Lock a baseline").get_by_role("textbox", name="Code")
    code.fill("h1")
    code.press("Enter")
    expect(page.get_by_text("Choose another code.")).to_be_visible()
    assert (northstar.store.head.number, code.get_attribute("aria-invalid")) == (before, "true")


def test_dates_of_single_markets_are_told_apart(opened: Opened) -> None:
    page = shown(opened, "/timeline?rows=list&group=none&from=2026-10-01&zoom=8&q=LCH-701&columns=none")
    page.mouse.move(day(page, "2026-12-18"), line(page, "LCH-701"))
    tip = page.get_by_test_id("tip")
    expect(tip).to_contain_text("30 Dec 2026")
    expect(tip).to_contain_text("Brazil, United Kingdom, United States")
    expect(tip).to_contain_text("27 Jan 2027")


def test_new_work_has_a_bar_before_it_is_saved(opened: Opened) -> None:
    page = shown(opened, "/timeline?rows=list&q=POL-9")
    page.get_by_role("button", name="New", exact=True).or_(page.get_by_role("button", name="New")).first.click()
    page.get_by_role("menuitem", name="Initiative").click()
    form = page.get_by_role("dialog")
    form.get_by_role("textbox", name="Code").fill("POL-900")
    form.get_by_role("textbox", name="Name").fill("Pilot")
    form.get_by_role("textbox", name="Duration").fill("2w")
    form.get_by_role("button", name="Create").click()
    row = page.get_by_role("row").filter(has_text="POL-900")
    expect(row).to_contain_text("Pilot")
    expect(row).to_contain_text(" 2026")
    assert [edit["action"] for edit in drafted(page)] == ["create"]
