"""Scenarios in the page: a draft kept as one, compared with the plan and others, merged, with a conflict decided."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from benchmarks.web.northstar import NOW, Northstar
from benchmarks.web.opening import Opened
from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import Dependency, Initiative, Scenario, ScenarioStatus
from planner.plan.values import Duration

pytestmark = pytest.mark.slow


def status_of(northstar: Northstar, code: str) -> ScenarioStatus:
    """Return what became of a scenario."""
    (found,) = (one for one in northstar.store.plan().all(Scenario).values() if one.code == code)
    return found.status


def duration_of(northstar: Northstar) -> str:
    """Return the duration of the training that decides LCH-701."""
    work = northstar.store.plan().find("TRN-303")
    assert isinstance(work, Initiative)
    return str(work.duration)


def link_of(northstar: Northstar) -> Dependency:
    """Return the link that VENDOR-EARLY changes."""
    plan = northstar.store.plan()
    ends = (plan.find("TRN-302").id, plan.find("TRN-303").id)
    (link,) = (one for one in plan.all(Dependency).values() if (one.predecessor_id, one.successor_id) == ends)
    return link


def test_a_draft_is_kept_compared_and_merged(opened: Opened, northstar: Northstar) -> None:
    page = opened("/scenarios?item=TRN-303&panel=fields")
    page.get_by_role("button", name="Edit Duration:").press("Enter")
    page.keyboard.type("1w")
    page.keyboard.press("Enter")
    draft = page.get_by_role("region", name="Unsaved changes")
    draft.get_by_role("button", name="Keep as scenario…").click()
    keep = page.get_by_role("dialog", name="Keep the draft as a scenario")
    keep.get_by_label("Code").fill("split-fr")
    keep.get_by_label("Name").fill("Shorter training")
    keep.get_by_role("button", name="Keep").click()
    expect(keep.get_by_role("alert")).to_contain_text("Choose another code, or replace it.")
    assert northstar.store.head.number == 11
    keep.get_by_label("Code").fill("SHORT")
    keep.get_by_role("button", name="Keep").click()
    expect(draft).to_have_count(0)
    assert duration_of(northstar) == "2w"

    page.get_by_role("button", name="Compare it").click()
    side = page.get_by_role("table", name="Side by side")
    expect(side.get_by_role("columnheader", name="SHORT Shorter training")).to_be_visible()
    launch = side.get_by_role("row", name="LCH-701 SII")
    expect(launch).to_contain_text(re.compile(r"18 Dec.*16\sd late.*11 Dec.*−7\sd"))
    page.get_by_role("checkbox", name="Compare SPLIT-FR").check()
    expect(side.get_by_role("columnheader", name="SPLIT-FR")).to_be_visible()
    expect(side.get_by_role("row", name="LCH-713 SII")).to_contain_text("as the plan")
    assert Axe().run(page).response["violations"] == []

    page.get_by_role("button", name="Merge SHORT…").click()
    merge = page.get_by_role("dialog", name="Merge SHORT into the plan")
    expect(merge.get_by_role("region", name="What moves")).to_contain_text("LCH-701")
    merge.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("SHORT is merged into the plan.")).to_be_visible()
    expect(page.get_by_role("button", name="Merge SHORT…")).to_have_count(0)
    assert (duration_of(northstar), status_of(northstar, "SHORT")) == ("1w", ScenarioStatus.MERGED)
    page.get_by_role("alert").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Merge SHORT…")).to_be_visible()
    assert (duration_of(northstar), status_of(northstar, "SHORT")) == ("2w", ScenarioStatus.OPEN)


def test_a_conflict_is_decided_and_a_clash_accepted(opened: Opened, northstar: Northstar) -> None:
    page = opened("/scenarios")
    page.get_by_role("button", name="Open VENDOR-EARLY in the draft").click()
    draft = page.get_by_role("region", name="Unsaved changes")
    expect(draft).to_contain_text("3 changes")
    page.get_by_role("button", name="Open SPLIT-FR in the draft").click()
    page.get_by_role("dialog", name="The draft is not empty").get_by_role("button", name="Cancel").click()
    expect(draft).to_contain_text("3 changes")

    page.get_by_role("button", name="Merge VENDOR-EARLY…").click()
    merge = page.get_by_role("dialog", name="Merge VENDOR-EARLY into the plan")
    expect(merge).to_contain_text("ask VEN for 106 % of its time")
    theirs = Operation(Action.UPDATE, "dependency", link_of(northstar).id, {"lag": Duration.parse("1w")})
    northstar.store.commit(ChangeSet((theirs,), "Ben"), at=NOW)
    conflict = merge.get_by_role("row", name="TRN-302 → TRN-303")
    expect(conflict).to_contain_text(re.compile("0d.*1w.*2w"))
    do = merge.get_by_role("button", name="Merge", exact=True)
    expect(do).to_be_disabled()
    assert Axe().run(page).response["violations"] == []
    conflict.get_by_text("Scenario", exact=True).click()
    expect(merge.get_by_role("region", name="What moves")).to_contain_text("TRN-317")
    expect(do).to_be_disabled()
    merge.get_by_label("Merge all the same").check()
    merge.get_by_placeholder("Why").fill("The vendor agrees")
    do.click()
    expect(page.get_by_text("VENDOR-EARLY is merged into the plan.")).to_be_visible()
    expect(draft).to_have_count(0)
    assert (str(link_of(northstar).lag), northstar.store.history(first=1)[0].message) == ("2w", "The vendor agrees")
