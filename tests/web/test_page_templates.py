"""Work from templates, and translations of a launch: shown first, then made as one revision."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from benchmarks.web.northstar import Northstar
from benchmarks.web.opening import Opened

pytestmark = pytest.mark.slow


def test_reviews_after_a_launch_are_shown_then_made(opened: Opened, northstar: Northstar) -> None:
    page = opened("/launches/LCH-701")
    page.get_by_role("button", name="Plan reviews").click()
    dialog = page.get_by_role("dialog", name="New from template")
    dialog.get_by_role("button", name="Preview").click()
    preview = dialog.get_by_role("table", name="What would be created")
    expect(dialog).to_contain_text("3 pieces of work, 3 links")
    expect(preview.get_by_role("row").nth(1)).to_contain_text(
        "LCH-701-HYPERCARE SII policy v3 EU: hypercare4 Jan 202715 Jan 2027"
    )
    assert Axe().run(page).response["violations"] == []
    assert northstar.store.head.number == 11
    dialog.get_by_role("button", name="Create").click()
    expect(dialog).to_have_count(0)
    after = page.get_by_role("region", name="After the launch")
    expect(after).to_contain_text("SII policy v3 EU: impact review")
    assert northstar.store.head.number == 12


def test_the_palette_offers_templates_and_a_preview_holds_for_what_was_asked_only(
    opened: Opened, northstar: Northstar
) -> None:
    page = opened("/launches")
    expect(page.get_by_role("table", name="Launch calendar")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("textbox").fill("from template")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="New from template")
    dialog.get_by_label("Template").select_option("MIGRATION")
    dialog.get_by_label("Codes begin with").fill("MIG9")
    dialog.get_by_label(re.compile("^Name")).fill("Case tool")
    dialog.get_by_label("Starts on").fill("2027-02-01")
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog).to_contain_text("MIG9-")
    expect(dialog).to_contain_text("Case tool")
    dialog.get_by_label("Codes begin with").fill("no blanks please")
    expect(dialog.get_by_role("table", name="What would be created")).to_have_count(0)
    expect(dialog.get_by_role("button", name="Preview")).to_be_visible()
    assert northstar.store.head.number == 11


def test_translations_of_a_launch_are_shown_before_they_are_planned(opened: Opened, northstar: Northstar) -> None:
    page = opened("/launches/LCH-701")
    page.get_by_role("button", name="Localise").click()
    dialog = page.get_by_role("dialog", name="Translations for LCH-701")
    expect(dialog.get_by_role("table", name="What would be created")).to_contain_text("LCH-701-SII-COURSE-MS")
    dialog.get_by_role("button", name="Plan the translations").click()
    expect(page.get_by_text("The translations for LCH-701 are planned.")).to_be_visible()
    assert northstar.store.head.number == 12


def test_a_launch_whose_translations_are_planned_says_so(opened: Opened) -> None:
    page = opened("/launches/LCH-703", language="de")
    page.get_by_role("button", name="Lokalisieren").click()
    expect(page.get_by_role("dialog")).to_contain_text("Alle Übersetzungen sind geplant und aktuell.")
