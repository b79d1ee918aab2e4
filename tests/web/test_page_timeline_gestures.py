"""Gestures on several bars, lanes and links, the place in time, and the timeline on paper."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from benchmarks.web.opening import Opened
from tests.web.timeline_page import FROM, PER_DAY, canvas, colours, day, drafted, drag, line, shown, spot

pytestmark = pytest.mark.slow

START = "2026-12-01"
LANES = f"/timeline?rows=list&from={START}&zoom={PER_DAY}&q=SII&columns=none"
VIOLATED = {"light": "#b01357", "dark": "#cf3a7d"}
LINK = "#7c8794"


def asked(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def test_a_bar_is_dragged_into_another_lane(opened: Opened) -> None:
    page = shown(opened, LANES)
    x = day(page, "2027-01-13", START)
    drag(page, (x, line(page, "TRN-317")), (x, line(page, "POL-102")))
    expect(page.get_by_test_id("chip")).to_contain_text("Moves to Policy")
    page.mouse.up()
    assert drafted(page) == [{"action": "update", "kind": "Initiative", "lineOfBusiness": "Policy"}]
    assert line(page, "TRN-317") < line(page, "TRN-302")
    page.keyboard.press("Control+z")
    assert drafted(page) == []


def test_a_marquee_selects_and_what_is_selected_moves_together(opened: Opened) -> None:
    page = shown(opened, LANES)
    page.keyboard.down("Shift")
    drag(
        page,
        (day(page, "2027-01-01", START), line(page, "TRN-317") - 13),
        (day(page, "2027-01-15", START), line(page, "TRN-318") + 13),
    )
    page.mouse.up()
    page.keyboard.up("Shift")
    rows = page.get_by_role("row")
    for code in ("TRN-317", "TRN-318"):
        expect(rows.filter(has_text=code)).to_have_attribute("aria-selected", "true")
    expect(page.locator("[role=row][aria-selected=true]")).to_have_count(2)
    page.wait_for_load_state("networkidle")
    drag(
        page,
        (day(page, "2027-01-13", START), line(page, "TRN-317")),
        (day(page, "2027-01-20", START), line(page, "TRN-317")),
    )
    expect(page.get_by_test_id("chip")).to_contain_text("TRN-317 and 1 more")
    page.mouse.up()
    snet = {"action": "update", "kind": "Initiative", "constraint": "SNET"}
    assert drafted(page) == [
        snet | {"constraintDate": "2027-01-11T00:00:00"},
        snet | {"constraint": "MSO", "constraintDate": "2027-01-18T00:00:00"},
    ]


def test_a_link_is_selected_and_deleted(opened: Opened) -> None:
    page = shown(opened, LANES.replace("/timeline?", "/timeline?links=all&"))
    page.mouse.click(*spot(page, LINK))
    menu = page.get_by_role("dialog", name=re.compile("^Link from "))
    menu.get_by_role("button", name="Delete link").click()
    expect(menu).to_have_count(0)
    assert [(edit["action"], edit["kind"]) for edit in drafted(page)] == [("delete", "Dependency")]


def test_a_violated_link_is_mended_with_one_click(opened: Opened) -> None:
    page = shown(opened, f"/timeline?from={FROM}&zoom=3")
    page.mouse.click(*spot(page, VIOLATED["light"]))
    menu = page.get_by_role("dialog", name="Link from INF-219 to CS-608")
    expect(menu).to_contain_text("The dates do not respect this link.")
    menu.get_by_role("button", name="Let CS-608 follow").click()
    [edit] = drafted(page)
    assert (edit["kind"], edit["constraint"], edit["manualStart"]) == ("Initiative", "ASAP", None)
    row = page.get_by_role("row").filter(has_text="CS-608")
    expect(row).to_contain_text("17 Feb 2027")


def test_the_wheel_zooms_around_the_pointer(opened: Opened) -> None:
    page = shown(opened, LANES)
    at = day(page, "2027-01-13", START) - canvas(page)["x"]
    page.mouse.move(at + canvas(page)["x"], line(page, "TRN-317"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page).not_to_have_url(re.compile(f"zoom={PER_DAY}(&|$)"))
    zoom = float(asked(page, "zoom"))
    assert zoom == pytest.approx(PER_DAY * 1.5527, abs=0.01)
    under = page.evaluate("([day, days]) => Date.parse(day) / 86400000 + days", [asked(page, "from"), at / zoom])
    wanted = page.evaluate("() => Date.parse('2027-01-13') / 86400000 + 0.5")
    assert abs(under - wanted) <= 1


def test_keys_go_to_today_and_fit_the_plan(opened: Opened) -> None:
    page = shown(opened, f"/timeline?from=2027-09-01&zoom={PER_DAY}")
    page.keyboard.press("t")
    expect(page).to_have_url(re.compile(r"from=2026-1[01]-"))
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile(r"zoom=[01]\."))


def test_a_closed_lane_keeps_its_bars_as_a_silhouette(opened: Opened) -> None:
    page = shown(opened, "/timeline")
    lane = page.get_by_role("row").filter(has_text="Customer support").first
    before = lane.bounding_box()
    lane.click()
    expect(lane).to_have_attribute("aria-expanded", "false")
    after = lane.bounding_box()
    assert before is not None
    assert after is not None
    assert (before["height"] > 100, after["height"]) == (True, 36)
    assert colours(page) > 40


def test_paper_has_the_whole_drawing_and_no_controls(opened: Opened) -> None:
    page = shown(opened, LANES)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    picture = page.locator("svg[role=img]")
    expect(picture).to_be_visible()
    expect(picture).to_contain_text("TRN-317")
    expect(page.get_by_role("toolbar")).to_be_hidden()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(picture).to_have_count(0)


def test_the_picture_is_saved_as_png_at_twice_its_size(opened: Opened) -> None:
    page = shown(opened, LANES)
    width = page.evaluate("() => document.querySelectorAll('canvas')[1].width")
    page.get_by_role("button", name="Export this view").click()
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="Picture as PNG").click()
    data = saved.value.path().read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 2 * (190 + width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lists_menus_and_legend_are_accessible(opened: Opened, scheme: Any) -> None:
    page = shown(opened, LANES, scheme=scheme)
    for opener in ("View", "Filter", "All signs"):
        page.get_by_role("button", name=opener, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], node["html"]) for each in found for node in each["nodes"]] == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_the_controls_stand_on_one_line_beside_the_panel(opened: Opened, width: int, height: int) -> None:
    page = shown(opened, "/timeline?item=LCH-701", width=width, height=height)
    bar = page.get_by_role("toolbar", name="Timeline controls")
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] <= 48
    assert bar.evaluate("(element) => element.scrollWidth <= element.clientWidth")
