"""What changed on launches since yesterday, why, and what falls due."""

import re

import pytest
from playwright.sync_api import expect

from benchmarks.web.opening import Opened

pytestmark = pytest.mark.slow


def test_it_says_what_changed_since_yesterday_and_why(opened: Opened) -> None:
    page = opened("/morning")
    expect(page.get_by_role("status").filter(has_text="35 changes from revision 10 to 11")).to_be_visible()
    card = page.get_by_role("article", name="LCH-701 SII policy v3 EU")
    expect(card).to_contain_text("1 worse")
    worst = card.get_by_role("listitem").first
    expect(worst).to_contain_text("G5 Golden-set precision and recall: failed, was not started.")
    expect(worst).to_contain_text("recall is 0.81 of 600")
    expect(worst).to_contain_text("Marcus Bell")
    expect(worst).to_contain_text("revision 11")


def test_it_looks_further_back_and_keeps_that_in_the_address(opened: Opened) -> None:
    page = opened("/morning")
    page.get_by_text("3 days", exact=True).click()
    expect(page).to_have_url(re.compile("days=3"))
    expect(page.get_by_role("status").filter(has_text="from revision 5 to 11")).to_be_visible()
    page.reload()
    expect(page.get_by_role("radio", name="3 days")).to_be_checked()


def test_a_person_sees_only_their_own(opened: Opened) -> None:
    page = opened("/morning?days=3")
    expect(page.get_by_role("article", name=re.compile("LCH-708"))).to_be_visible()
    page.get_by_role("combobox", name="Whose launches and markets").click()
    page.get_by_role("option", name="Hannah Lindqvist").click()
    expect(page).to_have_url(re.compile("for=Hannah"))
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article", name=re.compile("LCH-701"))).to_be_visible()


def test_what_falls_due_leads_to_its_gate(opened: Opened) -> None:
    page = opened("/morning")
    due = page.get_by_role("region", name="Falls due")
    expect(due).to_contain_text("waits since 2026-11-16 for legal to sign.")
    expect(due).to_contain_text("Rosa Lindholm, Ewan Doyle")
    due.get_by_role("button", name="LCH-702 G2").first.click()
    expect(page).to_have_url(re.compile(r"/launches/LCH-702\?gate=US\.G2$"))
    expect(page.get_by_role("dialog")).to_contain_text("LCH-702 US G2")


def test_nothing_changed_is_said(opened: Opened) -> None:
    page = opened("/morning?for=Nobody%20at%20all")
    expect(page.get_by_text("Nothing changed on these launches")).to_be_visible()


def test_it_speaks_german(opened: Opened) -> None:
    page = opened("/morning?days=3", language="de", scheme="dark")
    expect(page.get_by_role("region", name="Was sich an Launches geändert hat")).to_be_visible()
    expect(page.get_by_role("region", name="Wird fällig")).to_be_visible()
