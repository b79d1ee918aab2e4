"""The launch calendar, launches by market, and the page of one launch."""

import re

from playwright.sync_api import expect

from benchmarks.web.opening import Opened


def test_the_calendar_lists_launches_by_quarter_with_what_is_late(opened: Opened) -> None:
    page = opened("/launches")
    said = page.get_by_role("status").filter(has_text="12 launches · 1 after its target · 4 in trouble")
    expect(said).to_be_visible()
    table = page.get_by_role("table", name="Launch calendar")
    late = table.get_by_role("row").filter(has_text="LCH-701")
    expect(late).to_contain_text("2 Dec 2026")
    expect(late).to_contain_text("18 Dec 2026")
    expect(late).to_contain_text("16 d late")
    expect(late).to_contain_text("EU-AI5 2 Dec 2026 adopted")
    expect(table.get_by_role("rowheader")).to_contain_text(["Q3 2026", "Q4 2026", "Q1 2027"])


def test_the_calendar_says_how_ready_a_launch_is_and_how_surely(opened: Opened) -> None:
    page = opened("/launches")
    table = page.get_by_role("table", name="Launch calendar")
    blocked = table.get_by_role("row").filter(has_text="LCH-701")
    expect(blocked).to_contain_text(re.compile("Blocked.*DE, EU, FR.*2 Feb 2027.*up to 34 d late"))
    expect(blocked).to_contain_text(re.compile(r"P80 ≈ \d+ Feb · ≈ 0% in time"))
    expect(table.get_by_role("row").filter(has_text="LCH-704")).to_contain_text(
        re.compile("Live.*All markets.*23 Oct 2026")
    )
    expect(table.get_by_role("row").filter(has_text="LCH-712")).to_contain_text("P80 unknown")


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


def test_launches_by_market_lead_to_the_gate_that_decides(opened: Opened) -> None:
    page = opened("/launches")
    page.get_by_text("By market").click()
    expect(page).to_have_url(re.compile("show=matrix"))
    matrix = page.get_by_role("table", name="Launches by market")
    expect(matrix.get_by_role("row")).to_have_count(13)
    cell = matrix.get_by_role(
        "button", name=re.compile("^LCH-701 DE, Blocked, 5 Jan 2027, 34 d late, G7 decides the date$")
    )
    first = matrix.locator("[data-at='0,0']")
    expect(first).to_have_attribute("tabindex", "0")
    first.focus()
    page.keyboard.press("Control+End")
    expect(matrix.locator("[data-at^='11,']").last).to_be_focused()
    cell.click()
    expect(page).to_have_url(re.compile(r"/launches/LCH-701\?gate=DE\.G7$"))
    expect(page.get_by_role("dialog")).to_contain_text("LCH-701 DE G7")


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
    path.get_by_role("button", name="TRN-303").click()
    expect(page.get_by_role("complementary", name="Selected item")).to_contain_text("Train-the-trainer wave 1")


def test_the_head_of_a_launch_says_when_it_is_ready_beside_the_schedule(opened: Opened) -> None:
    page = opened("/launches/LCH-701")
    facts = page.locator("dl").first
    expect(facts).to_contain_text(
        re.compile(r"Target2 Dec 2026ReadinessBlocked\s*DE, EU, FRReady2 Feb 2027up to 34 d late")
    )
    expect(facts).to_contain_text(
        re.compile(r"80 % sure by\d+ Feb 202750 %: \d+ Feb 2027All in time0%By the schedule18 Dec 202616\sd late")
    )


def test_a_launch_has_its_drift_rollback_and_what_follows(opened: Opened) -> None:
    page = opened("/launches/LCH-704")
    drift = page.get_by_role("region", name="Versions in use")
    expect(drift).to_contain_text("SM-GUIDE 2.0 in use implements SM 2.0, not SM 2.1.")
    expect(drift).to_contain_text("nobody has begun the right one")
    expect(page.get_by_role("region", name="Rollback")).to_contain_text("Routing back to the general queue")
    expect(page.get_by_role("region", name="Rollback")).to_contain_text("Farid Rahman")
    expect(page.get_by_role("region", name="After the launch")).to_contain_text("Nothing is planned after it")


def test_an_unknown_launch_leads_back(opened: Opened) -> None:
    page = opened("/launches/LCH-999")
    expect(page.get_by_text("There is no launch LCH-999")).to_be_visible()
    page.get_by_role("button", name="To the launch calendar").click()
    expect(page.get_by_role("table", name="Launch calendar")).to_be_visible()
