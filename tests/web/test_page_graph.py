"""The dependency graph: around which item, how far, and what a click does."""

import re

from playwright.sync_api import expect

from benchmarks.web.opening import Opened


def test_the_graph_around_a_launch_shows_what_leads_to_it(opened: Opened) -> None:
    page = opened("/graph?centre=LCH-701")
    board = page.get_by_label("Dependency graph")
    expect(board.get_by_label(re.compile(r"^LCH-701 SII policy v3 EU, finishes 18 Dec 2026$"))).to_be_visible()
    for code in ("POL-101", "POL-102", "TRN-301", "TRN-302", "TRN-303", "CS-601", "INF-201", "INF-205"):
        expect(board.get_by_label(re.compile(rf"^{code} "))).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="9 items")).to_be_visible()
    left = {
        code: board.get_by_label(re.compile(rf"^{code} ")).bounding_box() for code in ("POL-101", "TRN-302", "LCH-701")
    }
    assert left["POL-101"] is not None
    assert left["TRN-302"] is not None
    assert left["LCH-701"] is not None
    assert left["POL-101"]["x"] < left["TRN-302"]["x"] < left["LCH-701"]["x"]


def test_only_what_sets_dates(opened: Opened) -> None:
    page = opened("/graph?centre=LCH-701")
    page.get_by_label("Only what sets dates").check(force=True)
    expect(page.get_by_role("status").filter(has_text="5 items")).to_be_visible()
    expect(page).to_have_url(re.compile("driving=only"))


def test_keys_select_an_item_and_put_it_into_the_middle(opened: Opened) -> None:
    page = opened("/graph?centre=LCH-701")
    card = page.get_by_label("Dependency graph").get_by_label(re.compile("^TRN-302 "))
    card.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Selected item")).to_contain_text("SII course localisation")
    card.focus()
    page.keyboard.press("Shift+Enter")
    expect(page).to_have_url(re.compile("centre=TRN-302"))


def test_an_item_is_found_by_name(opened: Opened) -> None:
    page = opened("/graph")
    page.get_by_role("combobox", name="Item in the middle").fill("Label and macro registry")
    page.get_by_role("option", name=re.compile("INF-201")).click()
    expect(page).to_have_url(re.compile("centre=INF-201"))
    expect(page.get_by_label("Dependency graph").get_by_label(re.compile("^INF-201 "))).to_be_visible()
