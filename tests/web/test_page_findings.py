"""The findings: counted, filtered by address, and each leads to its place."""

import re

from playwright.sync_api import expect

from benchmarks.web.opening import Opened


def test_findings_are_counted_by_severity_and_grouped_by_rule(opened: Opened) -> None:
    page = opened("/findings")
    expect(page.get_by_text("28 of 28")).to_be_visible()
    expect(page.get_by_role("radiogroup", name="Severity")).to_contain_text("Errors 0Warnings 26Notes 2")
    expect(page.get_by_role("button", name="Missing owner")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("navigation").get_by_label("26 warnings")).to_be_visible()


def test_a_finding_leads_to_its_item_on_the_timeline(opened: Opened) -> None:
    page = opened("/findings")
    page.get_by_role("button", name=re.compile("POL-131 has no owner")).click()
    expect(page).to_have_url(re.compile(r"/timeline\?item=POL-131$"))
    expect(page.get_by_role("complementary", name="Selected item")).to_be_visible()


def test_a_finding_about_a_dependency_leads_to_the_work_that_waits(opened: Opened) -> None:
    page = opened("/findings?rule=late-promise")
    page.get_by_role("button", name=re.compile("POL-124 needs this")).click()
    expect(page).to_have_url(re.compile(r"/timeline\?item=POL-124$"))


def test_the_filter_is_in_the_address(opened: Opened) -> None:
    page = opened("/findings?rule=missing-owner&q=TRN")
    expect(page.get_by_text("1 of 28")).to_be_visible()
    page.get_by_role("textbox", name="Search findings").fill("nothing of the kind")
    expect(page.get_by_text("No finding passes the filter")).to_be_visible()
    page.get_by_role("button", name="Show all findings").click()
    expect(page.get_by_text("28 of 28")).to_be_visible()
    assert page.url.endswith("/findings")


def test_a_group_closes_and_keys_go_from_row_to_row(opened: Opened) -> None:
    page = opened("/findings?rule=missing-owner")
    group = page.get_by_role("button", name="Missing owner")
    group.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name=re.compile("POL-131 has no owner"))).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(group).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("list", name="Findings").get_by_role("listitem")).to_have_count(1)


def test_an_old_revision_has_its_own_findings(opened: Opened) -> None:
    page = opened("/findings?revision=1")
    expect(page.get_by_text("Nothing to mend").or_(page.get_by_text(re.compile(r"^\d+ of \d+$")))).to_be_visible()
    expect(page.get_by_text("28 of 28")).to_have_count(0)


def test_findings_that_cannot_be_asked_say_so_and_are_asked_again(opened: Opened) -> None:
    opened.complaints.allow("Failed to load resource")
    page = opened("/history")
    expect(page.get_by_role("list", name="Revisions, newest first")).to_be_visible()
    page.route("**/graphql", lambda route: route.fulfill(status=500, body="no"))
    page.get_by_role("link", name="Findings").click()
    expect(page.get_by_role("alert")).to_contain_text("The server answered 500")
    page.unroute("**/graphql")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("28 of 28")).to_be_visible()
