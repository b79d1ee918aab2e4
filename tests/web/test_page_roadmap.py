"""The roadmap board: cards over quarters, moved by pointer and keyboard, with the load of teams as it would be."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, Route, expect

from benchmarks.web.northstar import Northstar
from benchmarks.web.opening import Opened
from planner.plan.entities import Baseline, Initiative
from tests.web.timeline_page import drafted, saved

pytestmark = pytest.mark.slow

INF_221 = re.compile("^INF-221 ")


def board(opened: Opened, path: str = "/roadmap", **options: Any) -> Page:
    page = opened(path, **options)
    expect(page.get_by_role("table", name=re.compile("^(Load|Auslastung) "))).to_be_visible()
    expect(page.get_by_text(re.compile("^Revision [0-9]+$"))).to_be_visible()
    return page


def stack(page: Page, group: str, quarter: str) -> Locator:
    return page.get_by_role("list", name=f"{group}, {quarter}", exact=True)


def load(page: Page, text: str) -> Locator:
    """Return the bars that say so of a team in a quarter."""
    return page.get_by_role("cell", name=re.compile(text))


def carry(page: Page, card: Locator, to: Locator) -> None:
    """Take a card with the pointer over a column, and keep it there."""
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    y = start["y"] + 30
    page.mouse.move(start["x"] + 60, y)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, y, steps=2)
    page.mouse.move(end["x"] + end["width"] / 2, y, steps=4)


def unanswered(route: Route) -> None:
    if "RoadmapBoard" in (route.request.post_data or ""):
        route.abort()
    else:
        route.fallback()


def test_a_card_is_dragged_to_another_quarter_with_the_load_live(opened: Opened, northstar: Northstar) -> None:
    page = board(opened)
    card = page.get_by_role("button", name=INF_221)
    expect(stack(page, "Infrastructure", "Q1 2027").get_by_role("button", name=INF_221)).to_be_visible()
    expect(load(page, "Infra AI & Evaluation, Q1 2027: overloaded, 137%")).to_contain_text("▲ 137%")
    carry(page, card, page.get_by_role("columnheader", name=re.compile("^Q2 2027")))
    expect(load(page, "Infra AI & Evaluation, Q1 2027: 78%")).to_contain_text("137 → 78%")
    expect(load(page, "Infra AI & Evaluation, Q2 2027: overloaded, 106%")).to_contain_text("▲ 50 → 106%")
    assert drafted(page) == []
    page.mouse.up()
    dropped = stack(page, "Infrastructure", "Q2 2027").get_by_role("button", name=INF_221)
    expect(dropped).to_contain_text("dates begin in Q1 2027")
    assert drafted(page) == [{"action": "update", "kind": "Initiative", "plannedQuarter": "2027Q2"}]
    saved(page, northstar.store.head.number)
    [item] = [each for each in northstar.store.plan().all(Initiative).values() if each.code == "INF-221"]
    assert item.planned_quarter == "2027Q2"


def test_escape_takes_a_carried_card_back(opened: Opened) -> None:
    page = board(opened)
    carry(page, page.get_by_role("button", name=INF_221), page.get_by_role("columnheader", name=re.compile("^Q3 2027")))
    expect(load(page, "Infra AI & Evaluation, Q1 2027: 78%")).to_be_visible()
    page.keyboard.press("Escape")
    expect(load(page, "Infra AI & Evaluation, Q1 2027: overloaded, 137%")).to_be_visible()
    page.mouse.up()
    assert drafted(page) == []


def test_cards_are_carried_by_keyboard_and_said_to_be(opened: Opened) -> None:
    page = board(opened)
    card = page.get_by_role("button", name=INF_221)
    card.focus()
    page.keyboard.press("Space")
    said = page.get_by_role("status").filter(has_text="INF-221 is picked up in Q1 2027")
    expect(said).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status").filter(has_text="Q2 2027. Infra AI & Evaluation 106%")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(stack(page, "Infrastructure", "Q3 2027").get_by_role("button", name=INF_221)).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(stack(page, "Infrastructure", "Q2 2027").get_by_role("button", name=INF_221)).to_be_focused()
    page.keyboard.press("2")
    expect(card).to_contain_text("stretch")
    steps = [{key: edit[key] for key in edit if key not in ("action", "kind")} for edit in drafted(page)]
    assert steps == [{"plannedQuarter": "2027Q3"}, {"plannedQuarter": "2027Q2"}, {"commitment": "STRETCH"}]
    page.keyboard.press("Control+z")
    expect(card).not_to_contain_text("stretch")


def test_running_work_stays_where_it_began(opened: Opened) -> None:
    page = board(opened)
    running = page.get_by_role("button", name=re.compile("^INF-202 "))
    expect(running.get_by_role("img", name="carried over")).to_be_visible()
    running.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="INF-202 has begun and stays where it is.")).to_have_count(1)
    assert drafted(page) == []


def test_arrows_go_from_card_to_card_and_enter_opens_one(opened: Opened) -> None:
    page = board(opened)
    page.get_by_role("button", name=re.compile("^CS-602 ")).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name=re.compile("^CS-609 "))).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name=re.compile("^CS-610 "))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Selected item")).to_contain_text("CS-610")
    expect(page).to_have_url(re.compile("item=CS-610"))


def test_groups_years_and_what_is_shown_are_in_the_address(opened: Opened) -> None:
    page = board(opened, "/roadmap?group=team&span=3y&from=2026Q1&done=shown&teams=all")
    for year in ("2026", "2027", "2028"):
        expect(page.get_by_role("columnheader", name=re.compile(f"^{year}"))).to_be_visible()
    expect(page.get_by_role("rowheader")).to_have_count(16)
    expect(stack(page, "Change & Adoption", "2027").get_by_role("button").first).to_be_visible()
    page.get_by_role("button", name="Change & Adoption").click()
    expect(page).to_have_url(re.compile("closed=Change"))
    expect(stack(page, "Change & Adoption", "2027")).to_have_count(0)
    page.get_by_role("textbox", name="Filter cards").fill("nothing like it")
    expect(page.get_by_text("No card passes the filter")).to_be_visible()


def test_cards_stand_at_every_objective_that_they_serve(opened: Opened) -> None:
    page = board(opened, "/roadmap?group=objective&from=2027Q1&q=REG-521")
    for objective in ("Minors are safe by default in every market", "Every legal duty is met on time, with evidence"):
        expect(stack(page, objective, "Q1 2027").get_by_role("button", name=re.compile("^REG-521 "))).to_be_visible()


def test_other_fiscal_years_have_other_quarters(opened: Opened, northstar: Northstar) -> None:
    change = "mutation { updatePortfolio(input: { changes: { fiscalYearStartMonth: 4 } }) { revision } }"
    page = board(opened)
    page.request.post(f"{northstar.address}/graphql", data={"query": change})
    expect(page.get_by_role("columnheader", name=re.compile("^FY27 Q3"))).to_be_visible()
    page.get_by_role("button", name="Later quarters").click()
    expect(page.get_by_role("columnheader", name=re.compile("^FY27 Q3"))).to_have_count(0)
    expect(page.get_by_role("columnheader", name=re.compile("^FY28 Q3"))).to_be_visible()


def test_all_cards_are_planned_by_their_dates_in_one_step(opened: Opened) -> None:
    page = board(opened)
    page.get_by_role("button", name="View", exact=True).click()
    page.get_by_role("button", name=re.compile("^Plan [0-9]+ cards by their dates")).click()
    edits = drafted(page)
    assert len(edits) > 50
    assert {edit["plannedQuarter"] for edit in edits} >= {"2026Q4", "2027Q1", "2028Q1"}
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    assert drafted(page) == []


def test_a_quarter_is_locked_as_a_baseline(opened: Opened, northstar: Northstar) -> None:
    page = board(opened, "/roadmap?from=2027Q1")
    page.get_by_role("button", name="Lock a baseline…").click()
    dialog = page.get_by_role("dialog", name="Lock a baseline")
    expect(dialog.get_by_role("textbox", name="Code")).to_have_value("2027Q1")
    dialog.get_by_role("button", name="Lock", exact=True).click()
    expect(page.get_by_text(re.compile("Baseline 2027Q1 holds the dates of [0-9]+ items"))).to_be_visible()
    [baseline] = northstar.store.plan().all(Baseline).values()
    assert (baseline.code, baseline.first_quarter) == ("2027Q1", "2027Q1")


def test_without_an_answer_the_board_says_so_and_tries_again(opened: Opened) -> None:
    page = opened("/capacity")
    opened.complaints.allow("Failed to load resource|ERR_FAILED")
    page.route(
        "**/graphql", lambda route: route.abort() if "RoadmapBoard" in route.request.post_data else route.fallback()
    )
    page.get_by_role("link", name="Roadmap").click()
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached.")
    page.unroute("**/graphql")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name=INF_221)).to_be_attached()


def test_the_board_speaks_german_and_fits_a_small_screen(opened: Opened) -> None:
    page = board(opened, "/roadmap?unplanned=aside", width=1024, height=768, language="de", scheme="dark")
    expect(page.get_by_role("columnheader", name=re.compile("^Nicht eingeplant"))).to_be_visible()
    expect(page.get_by_role("button", name="Passendes auswählen…")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], node["html"]) for each in found for node in each["nodes"]] == []
