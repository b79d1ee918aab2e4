"""The readiness of a launch: matrix, gates, forecast, what would help, decisions."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from benchmarks.web.northstar import NOW, Northstar
from benchmarks.web.opening import Opened
from planner.plan.changes import Action, ChangeSet, Operation

pytestmark = pytest.mark.slow
MATRIX = "Readiness: markets by gates"


def test_the_matrix_says_state_day_and_why_of_every_gate(opened: Opened) -> None:
    page = opened("/launches/LCH-701")
    matrix = page.get_by_role("table", name=MATRIX)
    expect(matrix.get_by_role("columnheader")).to_have_count(11)
    expect(matrix.get_by_role("row")).to_have_count(13)
    expect(matrix.get_by_role("rowheader", name=re.compile("FR France"))).to_contain_text(
        re.compile("Blocked.*34 d late.*0% in time")
    )
    failed = matrix.get_by_role(
        "button",
        name=re.compile("^FR G5 Golden-set precision and recall, Failed, → 25 Nov, due 4 Nov 2026, late, Hard gate$"),
    )
    expect(failed).to_have_attribute("title", re.compile("recall is 0.81 of 600"))
    waived = matrix.get_by_role("button", name=re.compile("^FR G8 .*Waived, until 15 Jan.*Soft gate$"))
    expect(waived).to_be_visible()
    expect(matrix.get_by_role("button", name=re.compile("^FR G7 .*decides the date"))).to_be_visible()


def test_arrows_go_from_gate_to_gate_and_enter_opens_it(opened: Opened) -> None:
    page = opened("/launches/LCH-701")
    page.get_by_role("button", name=re.compile("^DE G1 ")).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name=re.compile("^FR G5 "))).to_be_focused()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("LCH-701 FR G5 · Golden-set precision and recall")
    expect(page).to_have_url(re.compile(r"gate=FR\.G5"))
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(page).not_to_have_url(re.compile("gate="))
    expect(page.get_by_role("button", name=re.compile("^FR G5 "))).to_be_focused()


def test_a_gate_says_what_feeds_it_and_leads_there(opened: Opened) -> None:
    page = opened("/launches/LCH-701?gate=FR.G6")
    drawer = page.get_by_role("dialog")
    feeds = drawer.get_by_role("region", name="What feeds it")
    expect(feeds).to_contain_text("TRN-302")
    assert Axe().run(page).response["violations"] == []
    feeds.get_by_role("button", name="TRN-302").first.click()
    expect(page.get_by_role("complementary", name="Selected item")).to_contain_text("SII course localisation")


def test_a_gate_is_recorded_with_a_reason_and_never_without(opened: Opened, northstar: Northstar) -> None:
    page = opened("/launches/LCH-703?gate=MY.G4")
    drawer = page.get_by_role("dialog")
    form = drawer.get_by_role("form", name="Say how it stands")
    form.get_by_role("combobox", name="State").select_option("FAILED")
    form.get_by_role("textbox", name="Why").fill("   ")
    form.get_by_role("button", name="Record").click()
    expect(form.get_by_role("alert")).to_contain_text("Not recorded")
    assert northstar.store.head.number == 11
    form.get_by_role("textbox", name="Why").fill("The routing test of Friday did not pass.")
    form.get_by_role("button", name="Record").click()
    expect(page.get_by_text("Revision 12").first).to_be_visible()
    expect(drawer.get_by_role("region", name="How it stands")).to_contain_text(re.compile("Said by hand.*Failed"))
    expect(page.get_by_role("button", name=re.compile("^MY G4 .*Failed"), include_hidden=True)).to_have_count(1)
    drawer.get_by_text("What was recorded, by whom").press("Enter")
    history = drawer.get_by_role("list", name="Changes, newest first")
    expect(history).to_contain_text("The routing test of Friday did not pass.")
    expect(history).to_contain_text("Ada")


def test_signatures_that_nobody_asked_for_hang_on_one_row_of_the_gate(opened: Opened) -> None:
    page = opened("/launches/LCH-709?gate=KR.G2")
    drawer = page.get_by_role("dialog")
    for function in ("legal", "compliance"):
        drawer.get_by_role("button", name=f"Ask {function} to sign").click()
        drawer.get_by_label("Who signs").fill("Rosa Lindholm")
        drawer.get_by_role("button", name="Ask today").click()
    expect(page.get_by_role("status").filter(has_text="3 changes")).to_be_visible()


def test_a_waiver_needs_a_last_day(opened: Opened) -> None:
    page = opened("/launches/LCH-701?gate=FR.G5")
    form = page.get_by_role("dialog").get_by_role("form", name="Say how it stands")
    form.get_by_role("combobox", name="State").select_option("WAIVED")
    form.get_by_role("textbox", name="Why").fill("Every French decision is checked twice until January.")
    form.get_by_role("button", name="Record").click()
    expect(form.get_by_label("Waived until")).to_be_focused()
    form.get_by_label("Waived until").fill("2027-01-31")
    form.get_by_role("button", name="Record").click()
    expect(
        page.get_by_role("button", name=re.compile("^FR G5 .*Waived, until 31 Jan"), include_hidden=True)
    ).to_have_count(1)


def test_a_decision_is_drafted_and_saved_on_the_day_of_the_plan(opened: Opened, northstar: Northstar) -> None:
    settings = Operation(Action.UPDATE, "portfolio", "portfolio", {"status_date": date(2026, 11, 19)})
    northstar.store.commit(ChangeSet((settings,), "Ada", "As of Thursday"), at=NOW)
    page = opened("/launches/LCH-702")
    page.get_by_role("button", name="Record a decision").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Code").fill("DEC-99")
    dialog.get_by_label("Verdict").select_option("CONDITIONAL_GO")
    dialog.get_by_label("Why").fill("Everything is ready but one sign-off.")
    dialog.get_by_label("Signed by").fill("Aoife Brennan")
    dialog.get_by_label("On condition that").fill("Legal signs for the UK")
    dialog.get_by_label("Condition due").fill("2026-12-10")
    dialog.get_by_role("button", name="Add to the draft").click()
    expect(page.get_by_role("status").filter(has_text="1 change")).to_be_visible()
    page.keyboard.press("Control+s")
    ledger = page.get_by_role("region", name="Go and no-go")
    expect(ledger).to_contain_text("DEC-99")
    expect(ledger).to_contain_text("☐ Legal signs for the UK · 10 Dec 2026")
    expect(ledger).to_contain_text("✓ Aoife Brennan 19 Nov 2026")


def test_the_forecast_is_a_table_and_names_the_best_partial_launch(opened: Opened) -> None:
    page = opened("/launches/LCH-701")
    forecast = page.get_by_role("region", name="When markets are ready")
    expect(forecast).to_be_visible(timeout=90_000)  # the first forecast of a fresh machine is compiled
    expect(forecast).to_contain_text("From 10,000 simulated courses of the plan.")
    germany = forecast.get_by_role("row").filter(has=page.get_by_role("rowheader", name="DE", exact=True))
    expect(germany).to_contain_text(re.compile(r"Jan\d+ Jan\d+ Jan\d+ Jan0%G6, \d+%"))
    forecast.get_by_label("Which markets can go by").fill("2027-01-06")
    expect(forecast).to_contain_text(re.compile("(UK, US|US, UK): together with"))
    forecast.get_by_label("Which markets can go by").fill("2026-12-01")
    expect(forecast).to_contain_text("None of them.")


def test_it_says_what_would_bring_a_market_to_a_day(opened: Opened) -> None:
    page = opened("/launches/LCH-701")
    takes = page.get_by_role("region", name="What it would take")
    takes.get_by_role("button", name="Find moves").click()
    expect(takes).to_contain_text("4 ways to be done by 2 Dec 2026")
    takes.get_by_role("button", name="Add to the draft").first.click()
    expect(page.get_by_text(re.compile(r"^LCH-701 −12\sd$"))).to_be_visible()


def test_the_tornado_says_what_each_uncertainty_costs(opened: Opened) -> None:
    page = opened("/launches/LCH-701")
    tornado = page.get_by_role("region", name="What moves the date")
    risk = tornado.get_by_role("row").filter(has_text="RSK-1")
    expect(risk).to_contain_text("Lingua Bridge is late")
    expect(risk).to_contain_text("4 d earlier")


def test_training_keeps_in_house_and_vendor_apart(opened: Opened) -> None:
    page = opened("/launches/LCH-701")
    training = page.get_by_role("table", name="Training on the day of the launch")
    expect(training.get_by_role("columnheader", name=re.compile("Certified"))).to_have_text(
        ["In-house: Certified", "Vendor: Certified"]
    )
    row = training.get_by_role("row").filter(has=page.get_by_role("rowheader", name="UK", exact=True))
    expect(row).to_contain_text("26 of 52")
    expect(row).to_contain_text("14 of 52")
    expect(row).to_contain_text("not measured")


def test_it_speaks_german(opened: Opened) -> None:
    page = opened("/launches/LCH-701?gate=FR.G5", language="de", scheme="dark")
    expect(page.get_by_role("dialog")).to_contain_text("Nicht bestanden")
    page.keyboard.press("Escape")
    matrix = page.get_by_role("table", name="Bereitschaft: Märkte und Gates")
    expect(matrix.get_by_role("rowheader", name=re.compile("FR France"))).to_contain_text("Blockiert")
    expect(page.get_by_role("region", name="Wann Märkte bereit sind")).to_contain_text(
        "Alle Märkte halten ihre Ziele mit 0 %.", timeout=90_000
    )
