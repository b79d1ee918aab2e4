"""The timeline as a test sees it: places of days and rows on the page, drags, and the draft."""

import json
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from benchmarks.web.opening import Opened

PER_DAY = 8
FROM = "2026-10-01"
LIST = f"/timeline?rows=list&group=none&from={FROM}&zoom={PER_DAY}&q=TRN-30"


def day(page: Page, text: str, first: str = FROM) -> float:
    """Return the x of the noon of a day at the zoom of LIST, if the page began at ``first``, scrolled or not since."""
    scrolled = page.evaluate("() => document.querySelector('[role=region][tabindex]').scrollLeft - window.firstLeft")
    days = (date.fromisoformat(text) - date.fromisoformat(first)).days
    return float(canvas(page)["x"] + (days + 0.5) * PER_DAY - scrolled)


def canvas(page: Page) -> dict[str, float]:
    box = page.locator("canvas").nth(1).bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"]}


def line(page: Page, code: str) -> float:
    """Return the y on the page of the middle of a row."""
    box = page.get_by_role("row").filter(has_text=code).bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2


def shown(opened: Opened, path: str = LIST, **options: Any) -> Page:
    page = opened(path, **options)
    expect(page.get_by_role("treegrid")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    page.evaluate("() => { window.firstLeft = document.querySelector('[role=region][tabindex]').scrollLeft; }")
    return page


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move, and leave the button down."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)


def drafted(page: Page) -> list[dict[str, Any]]:
    """Return the edits of the draft, in order."""
    stored = json.loads(page.evaluate("sessionStorage.getItem('planner.draft') ?? 'null'") or "null")
    steps = [] if stored is None else stored["state"]["steps"]
    return [
        {"action": edit["action"], "kind": edit["kind"], **edit["values"]} for step in steps for edit in step["edits"]
    ]


def colours(page: Page) -> int:
    """Return how many different colours the drawing has."""
    return int(
        page.evaluate(
            """() => {
                const canvas = document.querySelectorAll("canvas")[1];
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                return new Set(new Uint32Array(data.buffer)).size;
            }"""
        )
    )


def spot(page: Page, colour: str) -> tuple[float, float]:
    """Return a point of the drawing that has exactly this colour (#rrggbb), the first from the top left."""
    x, y = page.evaluate(
        """([r, g, b]) => {
            const canvas = document.querySelectorAll("canvas")[1];
            const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            for (let at = 0; at < data.length; at += 4) {
                if (data[at] === r && data[at + 1] === g && data[at + 2] === b) {
                    return [(at / 4) % width, Math.floor(at / 4 / width)];
                }
            }
            throw new Error("no such colour");
        }""",
        list(bytes.fromhex(colour.removeprefix("#"))),
    )
    box = canvas(page)
    return box["x"] + x + 0.5, box["y"] + y + 0.5


def saved(page: Page, newest: int) -> int:
    """Save the draft by its key; return the revision that it became, the one after the newest."""
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    page.keyboard.press("Control+s")
    expect(page.get_by_text(f"Revision {newest + 1}", exact=True)).to_be_visible()
    return newest + 1
