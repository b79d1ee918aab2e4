"""Every view of the page by name, with an address that shows much of it on the demo."""

from playwright.sync_api import Page

VIEWS = {
    "timeline": "/timeline",
    "timeline-selected": "/timeline?item=LCH-701",
    "table": "/table",
    "graph": "/graph?item=LCH-701",
    "launches": "/launches",
    "launch": "/launches/LCH-701",
    "exchange": "/exchange",
    "findings": "/findings",
    "history": "/history",
}
SHOWN = "document.querySelector('main') !== null && document.querySelector('[aria-busy=true], [data-loading]') === null"


def settle(page: Page) -> None:
    """Wait until nothing loads any more and the last frame is drawn."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SHOWN)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
