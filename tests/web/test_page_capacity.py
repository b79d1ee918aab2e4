"""The capacity heat map: who is overloaded, why, and by what."""

import re

from playwright.sync_api import expect

from benchmarks.web.opening import Opened


def test_the_overloaded_team_stands_out_and_opens(opened: Opened) -> None:
    page = opened("/capacity")
    expect(page.get_by_role("status").filter(has_text="16 teams · 1 overloaded")).to_be_visible()
    page.get_by_label("Only overloaded teams").check(force=True)
    expect(page.get_by_role("status").filter(has_text="1 team · 1 overloaded")).to_be_visible()
    cell = page.get_by_role("button", name=re.compile(r"Infra AI & Evaluation, Q1 2027: 137%"))
    expect(cell).to_contain_text("▲ 137%")
    cell.click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("are missing")
    expect(drawer.get_by_role("table", name="How the supply comes about")).to_contain_text("Supply")
    expect(drawer).to_contain_text("One more person would make it")
    expect(page).to_have_url(re.compile("cell=.*2027-01-01"))
    drawer.get_by_role("button", name=re.compile("^(INF|TRN|CS|REG|POL)-")).first.click()
    expect(page.get_by_role("complementary", name="Selected item")).to_be_visible()


def test_arrows_go_from_cell_to_cell(opened: Opened) -> None:
    page = opened("/capacity")
    first = page.get_by_role("button", name=re.compile("^Planning Office, Q3 2026"))
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name=re.compile("^Policy Minor Safety, Q4 2026"))).to_be_focused()


def test_periods_and_filter_are_in_the_address(opened: Opened) -> None:
    page = opened("/capacity?period=MONTH&q=infra")
    expect(page.get_by_role("columnheader", name="Jan 2027")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="2 teams")).to_be_visible()
    page.get_by_role("textbox", name="Filter teams").fill("no such team")
    expect(page.get_by_text("No team passes the filter")).to_be_visible()
