"""The launch calendar and the page of one launch."""

import re

from playwright.sync_api import expect

from benchmarks.web.opening import Opened


def test_the_calendar_lists_launches_by_quarter_with_what_is_late(opened: Opened) -> None:
    page = opened("/launches")
    expect(page.get_by_role("status").filter(has_text="12 launches · 1 after its target")).to_be_visible()
    table = page.get_by_role("table", name="Launch calendar")
    late = table.get_by_role("row").filter(has_text="LCH-701")
    expect(late).to_contain_text("2 Dec 2026")
    expect(late).to_contain_text("18 Dec 2026")
    expect(late).to_contain_text("16 d late")
    expect(late).to_contain_text("EU-AI5 2 Dec 2026 adopted")
    expect(table.get_by_role("rowheader")).to_contain_text(["Q3 2026", "Q4 2026", "Q1 2027"])


def test_the_calendar_is_filtered_by_address_and_market(opened: Opened) -> None:
    page = opened("/launches?q=appeals")
    expect(page.get_by_role("status").filter(has_text="1 launch")).to_be_visible()
    page.get_by_role("textbox", name="Filter by text").fill("no such launch")
    expect(page.get_by_text("No launch passes the filter")).to_be_visible()
    page.get_by_role("textbox", name="Filter by text").fill("")
    page.get_by_role("combobox", name="Markets").click()
    page.get_by_role("option", name="Malaysia").click()
    expect(page).to_have_url(re.compile("market=Malaysia"))
    expect(page.get_by_role("table", name="Launch calendar")).not_to_contain_text("LCH-706")


def test_a_launch_shows_the_path_that_decides_it(opened: Opened) -> None:
    page = opened("/launches")
    page.get_by_role("link", name=re.compile("LCH-701")).click()
    expect(page).to_have_url(re.compile("/launches/LCH-701$"))
    path = page.get_by_role("table", name="The path that decides the date")
    rows = path.get_by_role("row")
    expect(rows).to_have_count(6)
    for place, code in enumerate(("POL-101", "POL-102", "TRN-302", "TRN-303", "LCH-701"), start=1):
        expect(rows.nth(place)).to_contain_text(code)
    expect(page.get_by_role("region", name="Next path (2)")).to_contain_text("joins at LCH-701")
    markets = page.get_by_role("table", name="Markets")
    expect(markets.get_by_role("row").filter(has_text="Germany")).to_contain_text("16 d late")
    expect(markets.get_by_role("row").filter(has_text="Brazil")).to_contain_text("12 d early")
    path.get_by_role("button", name="TRN-303").click()
    expect(page.get_by_role("complementary", name="Selected item")).to_contain_text("Train-the-trainer wave 1")


def test_an_unknown_launch_leads_back(opened: Opened) -> None:
    page = opened("/launches/LCH-999")
    expect(page.get_by_text("There is no launch LCH-999")).to_be_visible()
    page.get_by_role("button", name="To the launch calendar").click()
    expect(page.get_by_role("table", name="Launch calendar")).to_be_visible()
