"""Every view in both themes loads its data, complains about nothing, asks nobody else, and axe finds nothing in it."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from benchmarks.web.opening import Opened
from benchmarks.web.views import VIEWS, settle

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", VIEWS.values(), ids=VIEWS)
def test_a_view_is_accessible_and_quiet(opened: Opened, path: str) -> None:
    page = opened(path)
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
        page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished)).then(() => null)")
        found = Axe().run(page).response["violations"]
        assert [(each["id"], node["target"], node["html"]) for each in found for node in each["nodes"]] == []


def test_the_address_alone_leads_to_the_timeline(opened: Opened) -> None:
    page = opened("/")
    settle(page)
    assert page.url.endswith("/timeline")


def test_the_policy_arrives_and_holds(opened: Opened) -> None:
    """A script that is put into the page does not run; the browser says so and nothing else."""
    opened.complaints.allow("Content Security Policy")
    page = opened("/exchange")
    settle(page)
    violated = page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.injected = true";
            document.body.append(script);
        })"""
    )
    assert (violated, page.evaluate("window.injected")) == ("script-src-elem", None)
    assert len(opened.complaints.seen) == 1


def test_a_view_that_is_opened_from_another_is_loaded_then(opened: Opened) -> None:
    """The parts of other views are asked for when they are needed, from the same server."""
    page = opened("/timeline")
    settle(page)
    with page.expect_response(lambda answer: "/assets/TableView" in answer.url) as asked:
        page.get_by_role("link", name="Table").first.click()
    assert asked.value.headers["content-encoding"] in ("br", "gzip")
    settle(page)
    assert "/table" in page.url


def test_dialogs_open_under_the_policy(opened: Opened) -> None:
    """Dialogs put style elements into the page; they carry the nonce, or the browser would complain."""
    page = opened("/findings")
    settle(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
