"""The frame of the page: palette, help, looks and languages that stay, focus, old revisions, narrow windows."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from benchmarks.web.opening import Opened


def palette(page: Page) -> Page:
    """Open the palette by key and return the page, its search field focused."""
    expect(page.get_by_text("Revision 11")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    return page


def test_the_palette_finds_an_item_by_code_and_opens_it(opened: Opened) -> None:
    page = palette(opened("/history"))
    page.keyboard.type("lch-701")
    expect(page.get_by_role("button", name=re.compile("LCH-701"))).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/timeline\?item=LCH-701$"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("complementary", name="Selected item")).to_be_visible()


def test_the_palette_finds_an_item_by_words_of_its_name(opened: Opened) -> None:
    page = palette(opened("/findings"))
    page.keyboard.type("transparency dsa report 2026")
    expect(page.get_by_role("button", name=re.compile("LCH-706"))).to_be_visible()


def test_the_palette_runs_a_command(opened: Opened) -> None:
    page = palette(opened("/findings"))
    page.keyboard.type("go history")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/history$"))
    expect(page).to_have_title("History · Northstar Trust & Safety · Planner")


def test_the_palette_says_that_it_found_nothing(opened: Opened) -> None:
    page = palette(opened("/findings"))
    page.keyboard.type("zzzz")
    expect(page.get_by_text("Nothing has these words.")).to_be_visible()


def test_a_chosen_theme_stays(opened: Opened) -> None:
    page = opened("/findings", scheme="light")
    page.get_by_role("button", name="Light or dark").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


def test_a_chosen_language_stays(opened: Opened) -> None:
    page = opened("/findings")
    page.get_by_role("button", name="Language").click()
    page.get_by_role("menuitemradio", name="Deutsch").click()
    expect(page.get_by_role("link", name="Befunde")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Befunde")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_the_address_may_name_the_language(opened: Opened) -> None:
    page = opened("/findings?lang=de")
    expect(page).to_have_title("Befunde · Northstar Trust & Safety · Planner")


def test_the_help_sheet_lists_the_shortcuts_of_the_view(opened: Opened) -> None:
    page = opened("/findings")
    expect(page.get_by_role("list", name="Findings")).to_be_visible()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_role("row", name="Search findings F")).to_be_visible()
    expect(sheet.get_by_role("row", name="Timeline G T")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_letters_open_a_view_which_takes_the_focus_and_keeps_the_selection(opened: Opened) -> None:
    page = opened("/findings?item=POL-131&severity=WARNING")
    expect(page.get_by_role("list", name="Findings")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile(r"/history\?item=POL-131$"))
    expect(page.get_by_role("main")).to_be_focused()


def test_letters_typed_into_a_field_are_text(opened: Opened) -> None:
    page = opened("/findings")
    field = page.get_by_role("textbox", name="Search findings")
    field.press_sequentially("gh?")
    expect(field).to_have_value("gh?")
    assert "/findings" in page.url


def test_the_first_stop_leads_past_the_navigation(opened: Opened) -> None:
    page = opened("/findings")
    expect(page.get_by_role("list", name="Findings")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the view")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_an_old_revision_is_marked_and_leads_back_to_now(opened: Opened) -> None:
    page = opened("/findings?revision=3")
    expect(page.get_by_text("You see revision 3 of 11.")).to_be_visible()
    page.get_by_role("button", name="Back to now").click()
    expect(page.get_by_text("You see revision")).to_have_count(0)
    assert "revision" not in page.url


def test_a_small_window_loses_nothing(opened: Opened) -> None:
    page = opened("/findings", width=768, height=900)
    link = page.get_by_role("link", name="History")
    expect(link).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 768
    link.click()
    expect(page).to_have_url(re.compile("/history$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("path", ["/findings", "/history"])
def test_findings_and_history_are_accessible(
    opened: Opened, path: str, language: str, scheme: Literal["light", "dark"]
) -> None:
    page = opened(path, scheme=scheme, language=language)
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_palette_help_and_undo_are_accessible(opened: Opened, scheme: Literal["light", "dark"]) -> None:
    page = palette(opened("/history", scheme=scheme))
    page.keyboard.type("policy")
    expect(page.get_by_role("button", name=re.compile("POL-101"))).to_be_visible()
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("row", name="Timeline G T")).to_be_visible()
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Take back revision 11").click()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    page.wait_for_timeout(300)  # the dialog fades in: half-faded text has too little contrast
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
