"""Every view of the page by name, with an address that shows much of it on the demo."""

from playwright.sync_api import Page, expect

VIEWS = {
    "timeline": "/timeline",
    "timeline-selected": "/timeline?item=LCH-701",
    "table": "/table",
    "graph": "/graph?centre=LCH-701",
    "launches": "/launches",
    "launches-matrix": "/launches?show=matrix",
    "launch": "/launches/LCH-701",
    "gate": "/launches/LCH-701?gate=FR.G7",
    "morning": "/morning?days=3",
    "roadmap": "/roadmap",
    "scenarios": "/scenarios",
    "timeline-load": "/timeline?strip=on&load=IAI&from=2026-12-20&zoom=4",
    "capacity": "/capacity",
    "capacity-reviews": "/capacity?show=reviews",
    "capacity-returned": "/capacity?show=returned",
    "exchange": "/exchange",
    "findings": "/findings",
    "history": "/history",
}


def settle(page: Page) -> None:
    """Wait until nothing loads any more and the last frame is drawn."""
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("main").first).to_be_visible(timeout=60_000)
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=60_000)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
