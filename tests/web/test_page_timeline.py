"""The timeline: what it draws, and each gesture from the pointer to the draft and, saved, to the plan."""

import re

import pytest
from playwright.sync_api import expect

from benchmarks.web.northstar import Northstar
from benchmarks.web.opening import Opened
from tests.web.timeline_page import PER_DAY, colours, day, drafted, drag, line, saved, shown

pytestmark = pytest.mark.slow


def test_the_demo_is_drawn_and_said_in_the_tree(opened: Opened) -> None:
    page = shown(opened, "/timeline")
    assert colours(page) > 40
    tree = page.get_by_role("treegrid", name="Work by lane")
    lanes = tree.locator("[aria-level='1'] [title]").all_text_contents()
    assert lanes[:4] == ["Customer support", "Infrastructure", "Planning", "Policy"]
    expect(tree.get_by_role("row").filter(has_text="Customer support")).to_contain_text("13 items · 1 critical")


def test_the_address_says_grouping_filter_and_list(opened: Opened) -> None:
    page = shown(opened, "/timeline?group=policyArea&rows=list&q=TRN-30&status=DONE")
    rows = page.get_by_role("treegrid").get_by_role("row")
    expect(rows.filter(has_text="TRN-301")).to_contain_text("5 Nov 2026")
    expect(rows.filter(has_text="TRN-303")).to_have_count(0)
    expect(rows.nth(1)).to_contain_text("Elections")
    page.get_by_role("textbox", name="Filter by text").fill("TRN-301")
    expect(rows.filter(has_text="TRN-306")).to_have_count(0)
    assert re.search(r"[?&]q=TRN-301(&|$)", page.url)


def test_a_drag_ripples_at_once_and_is_saved_as_one_revision(opened: Opened, northstar: Northstar) -> None:
    page = shown(opened)
    y = line(page, "TRN-303")
    drag(page, (day(page, "2026-12-08"), y), (day(page, "2026-12-10"), y))
    chip = page.get_by_test_id("chip")
    expect(chip).to_contain_text("TRN-303 +18 d")
    expect(chip).to_contain_text("9 Dec 2026 – 5 Jan 2027")
    expect(chip).to_contain_text("Starts no earlier than 9 Dec 2026")
    expect(chip).to_contain_text("+18 d on LCH-701")
    page.mouse.up()
    expect(chip).to_have_count(0)
    row = page.get_by_role("row").filter(has_text="TRN-303")
    expect(row).to_contain_text("9 Dec 2026")
    expect(row).to_contain_text("5 Jan 2027")
    moved = {"action": "update", "kind": "Initiative", "constraint": "SNET", "constraintDate": "2026-12-09T00:00:00"}
    assert drafted(page) == [moved]
    saved(page, northstar.store.head.number)
    expect(row).to_contain_text("5 Jan 2027")
    assert drafted(page) == []
    asked = page.request.post(
        f"{northstar.address}/graphql",
        data={"query": '{ initiative(code: "TRN-303") { constraint schedule { start finish } } }'},
    )
    stored = {"constraint": "SNET", "schedule": {"start": "2026-12-09", "finish": "2027-01-05"}}
    assert asked.json()["data"]["initiative"] == stored


def test_escape_gives_a_drag_up(opened: Opened) -> None:
    page = shown(opened)
    y = line(page, "TRN-303")
    drag(page, (day(page, "2026-12-08"), y), (day(page, "2026-12-29"), y))
    expect(page.get_by_test_id("chip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("chip")).to_have_count(0)
    page.mouse.up()
    assert drafted(page) == []
    expect(page.get_by_role("row").filter(has_text="TRN-303")).to_contain_text("7 Dec 2026")


def test_what_is_done_does_not_move_and_says_why(opened: Opened) -> None:
    page = shown(opened)
    y = line(page, "TRN-301")
    drag(page, (day(page, "2026-10-29"), y), (day(page, "2026-11-12"), y))
    expect(page.get_by_test_id("chip")).to_contain_text("its dates are history")
    page.mouse.up()
    assert drafted(page) == []


def test_the_right_end_sets_the_duration(opened: Opened) -> None:
    page = shown(opened)
    y = line(page, "TRN-303")
    end = day(page, "2026-12-18") + PER_DAY / 2 - 2
    drag(page, (end, y), (end - 7 * PER_DAY, y))
    expect(page.get_by_test_id("chip")).to_contain_text("Takes 5 working days")
    page.mouse.up()
    assert drafted(page) == [{"action": "update", "kind": "Initiative", "duration": "5d"}]
    expect(page.get_by_role("row").filter(has_text="TRN-303")).to_contain_text("11 Dec 2026")


def test_a_link_is_pulled_from_an_end(opened: Opened) -> None:
    page = shown(opened)
    dot = day(page, "2026-12-18") + PER_DAY / 2 + 9
    drag(page, (dot, line(page, "TRN-303")), (day(page, "2026-11-18"), line(page, "TRN-304")))
    expect(page.get_by_test_id("chip")).to_contain_text("TRN-304 starts after TRN-303 has finished")
    page.mouse.up()
    [link] = drafted(page)
    assert (link["action"], link["kind"], link["type"]) == ("create", "Dependency", "FS")


def test_a_loop_is_refused_and_shown(opened: Opened) -> None:
    page = shown(opened)
    dot = day(page, "2026-12-18") + PER_DAY / 2 + 9
    drag(page, (dot, line(page, "TRN-303")), (day(page, "2026-11-11"), line(page, "TRN-302")))
    expect(page.get_by_test_id("chip")).to_contain_text("Refused, a loop: TRN-303 → TRN-302 → TRN-303")
    page.mouse.up()
    assert drafted(page) == []


def test_the_keyboard_selects_moves_and_links(opened: Opened) -> None:
    page = shown(opened)
    tree = page.get_by_role("treegrid")
    tree.locator("[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(tree.locator(":focus")).to_contain_text("TRN-303")
    page.keyboard.down("Alt")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.up("Alt")
    expect(tree.locator(":focus")).to_contain_text("9 Dec 2026")
    expect(page.get_by_role("status").filter(has_text="TRN-303 to 9 Dec 2026")).to_have_count(1)
    page.keyboard.press("l")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(tree.locator(":focus")).to_contain_text("TRN-304")
    page.keyboard.press("Enter")
    assert [edit["kind"] for edit in drafted(page)] == ["Initiative", "Dependency"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"item=TRN-304"))


def test_lanes_close_and_the_address_remembers(opened: Opened) -> None:
    page = shown(opened, "/timeline")
    lane = page.get_by_role("row").filter(has_text="Customer support")
    lane.click()
    expect(lane).to_have_attribute("aria-expanded", "false")
    page.reload()
    expect(lane).to_have_attribute("aria-expanded", "false")


def test_selecting_dims_what_is_not_in_the_chain(opened: Opened) -> None:
    page = shown(opened)
    page.mouse.click(day(page, "2026-12-08"), line(page, "TRN-303"))
    expect(page).to_have_url(re.compile(r"item=TRN-303"))
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="TRN-309")).to_have_attribute("data-dim", "true")
    expect(rows.filter(has_text="TRN-302")).not_to_have_attribute("data-dim", "true")


def test_the_picture_has_every_bar_of_the_view(opened: Opened) -> None:
    page = shown(opened)
    page.get_by_role("button", name="Export this view").click()
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="Picture as SVG").click()
    text = saved.value.path().read_text()
    assert text.startswith("<svg ")
    for code in ("TRN-301", "TRN-302", "TRN-303", "TRN-304", "TRN-309"):
        assert f">{code}" in text


def test_the_page_speaks_german(opened: Opened) -> None:
    page = shown(opened, "/timeline", language="de")
    expect(page.get_by_role("treegrid", name="Arbeit nach Bahnen")).to_contain_text("13 Einträge · 1 kritisch")
