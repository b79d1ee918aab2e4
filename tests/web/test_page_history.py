"""The history: revisions with readable changes, looking back, and taking one back or being refused."""

import re

from playwright.sync_api import Locator, Page, expect

from benchmarks.web.opening import Opened


def revisions(page: Page) -> Locator:
    """Return the rows of the history, newest first, once they are there."""
    rows = page.get_by_role("list", name="Revisions, newest first").locator("> li")
    expect(rows.first).to_be_visible()
    return rows


def test_revisions_say_who_when_and_why(opened: Opened) -> None:
    rows = revisions(opened("/history"))
    expect(rows).to_have_count(11)
    expect(rows.nth(1)).to_contain_text("The date is the law's, not ours: back to 2 December.")
    expect(rows.nth(1)).to_contain_text("Marisol Reyes")
    expect(rows.nth(1)).to_contain_text("takes back revision 9")


def test_a_revision_opens_to_readable_changes(opened: Opened) -> None:
    page = opened("/history")
    row = revisions(page).nth(2)
    row.get_by_role("button", expanded=False).click()
    expect(row.get_by_role("button", name="LCH-701")).to_be_visible()
    expect(row.locator("dd")).to_have_text("2 Dec 202615 Jan 2027")
    expect(row.locator("dt")).to_have_text("Target date")
    row.get_by_role("button", name="LCH-701").click()
    expect(page.get_by_role("complementary", name="Selected item")).to_be_visible()


def test_references_are_said_by_name(opened: Opened) -> None:
    row = revisions(opened("/history")).filter(has_text="Tie hub and support work")
    row.get_by_role("button", expanded=False).click()
    expect(row.locator("dt", has_text="Part of").first.locator("xpath=../dd")).to_contain_text("PRG-")
    expect(row.locator("ul > li")).to_have_count(25)
    every = row.get_by_role("button", name=re.compile(r"Show all \d+ changes"))
    count = int(re.sub(r"\D", "", every.inner_text()))
    every.click()
    expect(row.locator("ul > li")).to_have_count(count)


def test_a_revision_is_taken_back_as_a_new_one(opened: Opened) -> None:
    page = opened("/history")
    rows = revisions(page)
    page.get_by_role("button", name="Take back revision 11").click()
    dialog = page.get_by_role("dialog", name="Take back revision 11?")
    dialog.get_by_role("textbox").fill("The bench is not done.")
    dialog.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("Revision 11 is taken back by revision 12.")).to_be_visible()
    expect(dialog).to_have_count(0)
    expect(rows).to_have_count(12)
    expect(rows.first).to_contain_text("The bench is not done.")
    expect(rows.first).to_contain_text("takes back revision 11")
    expect(page.get_by_text("Revision 12", exact=True)).to_be_visible()


def test_a_refusal_is_shown_and_changes_nothing(opened: Opened) -> None:
    """The plan stands on the first revision: it cannot go."""
    page = opened("/history")
    rows = revisions(page)
    page.get_by_role("button", name="Take back revision 1", exact=True).click()
    dialog = page.get_by_role("dialog", name="Take back revision 1?")
    dialog.get_by_role("button", name="Take back").click()
    expect(dialog.get_by_role("alert")).to_contain_text("It was not taken back")
    dialog.get_by_role("button", name="Cancel").last.click()
    expect(dialog).to_have_count(0)
    expect(rows).to_have_count(11)


def test_the_plan_is_seen_as_of_a_revision(opened: Opened) -> None:
    page = opened("/history")
    page.get_by_role("link", name="View the plan as of revision 3").click()
    expect(page).to_have_url(re.compile(r"/timeline\?revision=3$"))
    expect(page.get_by_text("You see revision 3 of 11.")).to_be_visible()
