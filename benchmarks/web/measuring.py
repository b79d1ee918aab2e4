"""What is measured in the page: drawing, scrolling and dragging, by its own performance marks and by DevTools.

The timeline marks ``planner:drawn`` at its first drawing of a revision, and measures ``planner:drag`` around each
recomputation of a drag. Processor time is that of the page's main thread, so that a busy machine does not count.
"""

import gzip
import statistics
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from benchmarks.web.opening import Opened

DRAWN = "() => performance.getEntriesByName('planner:drawn').length > 0"
FIRST_DRAWING = """() => {
  const drawn = performance.getEntriesByName("planner:drawn")[0].startTime;
  const asked = performance.getEntriesByType("resource").filter((each) => each.name.endsWith("/graphql"));
  const before = asked.filter((each) => each.responseEnd <= drawn);
  before.sort((a, b) => b.decodedBodySize - a.decodedBodySize);
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? drawn;
  return {drawn, painted, data: before[0].responseEnd, bytes: before[0].decodedBodySize};
}"""
COUNT_FRAMES = """() => {
  window.framesSeen = 0;
  const step = () => { window.framesSeen += 1; window.framesTicket = requestAnimationFrame(step); };
  window.framesTicket = requestAnimationFrame(step);
}"""
STOP_COUNTING = "() => { cancelAnimationFrame(window.framesTicket); return window.framesSeen; }"
CURSOR = "([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor"
DRAGS = "() => performance.getEntriesByName('planner:drag').map((each) => each.duration)"
SCRIPTS_KB = 450
"""Budget of all scripts of one language: every view, the side panel, editing, import and export."""
GRIPS = ("grab", "move", "pointer")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure and its budget, if it has one; without a value the page gave nothing to measure."""

    what: str
    value: float | None
    budget: float | None
    unit: str

    @property
    def kept(self) -> bool:
        """Whether the figure is within its budget."""
        return self.budget is None or (self.value is not None and self.value <= self.budget)


def first_drawing(pages: Opened, times: int) -> list[Line]:
    """Return the best of some browser contexts, each without anything cached; other work of the machine only adds."""
    seen = []
    for _ in range(times):
        page = _timeline(pages)
        seen.append(page.evaluate(FIRST_DRAWING))
        page.close()
    drawing = min(each["drawn"] - each["data"] for each in seen)
    size = f"{seen[0]['bytes'] / 1_000:,.0f} kB"
    return [
        Line(f"first drawing after the data ({size}) arrived", drawing, 1_000, "ms"),
        Line("first paint, from the navigation", min(each["painted"] for each in seen), 1_500, "ms"),
        Line("first drawing of the bars, from the navigation", min(each["drawn"] for each in seen), 1_500, "ms"),
    ]


def scrolling(pages: Opened) -> list[Line]:
    """Return main-thread milliseconds per frame of a scroll down and of one to the right."""
    page = _timeline(pages)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    x, y = _middle(page)
    lines = []
    for what, distance in (("down", {"yDistance": -4_000}), ("to the right", {"xDistance": -4_000})):
        page.wait_for_timeout(500)
        page.evaluate(COUNT_FRAMES)
        before = _busy(devtools)
        gesture = {"x": x, "y": y, "speed": 2_000, "gestureSourceType": "mouse", **distance}
        devtools.send("Input.synthesizeScrollGesture", gesture)
        spent = _busy(devtools) - before
        lines.append(Line(f"processor per frame, scrolling {what}", spent / page.evaluate(STOP_COUNTING), 12, "ms"))
    page.close()
    return lines


def dragging(pages: Opened) -> list[Line]:
    """Return the median and the worst recomputation while a bar is dragged by sixty steps; nothing is saved."""
    page = _timeline(pages)
    grip = _grip(page)
    if grip is not None:
        x, y = grip
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 61):
            page.mouse.move(x + 4 * step, y)
            page.wait_for_timeout(16)
        page.keyboard.press("Escape")
        page.mouse.up()
    taken: list[float] = page.evaluate(DRAGS)
    page.close()
    median, worst = (statistics.median(taken), max(taken)) if taken else (None, None)
    return [
        Line(f"recomputation of a drag, median of {len(taken)}", median, 4, "ms"),
        Line("recomputation of a drag, worst", worst, None, "ms"),
    ]


def script_sizes(page_folder: Path) -> dict[str, int]:
    """Return the gzipped bytes of each script of a built page by its file's name, the largest first."""
    packed = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in (page_folder / "assets").glob("*.js")}
    return dict(sorted(packed.items(), key=lambda each: -each[1]))


def one_language(sizes: dict[str, int]) -> int:
    """Return the bytes of all scripts that the readers of one language may load: without the words of the other."""
    return sum(sizes.values()) - min(size for name, size in sizes.items() if name.startswith(("de-", "en-")))


def scripts(page_folder: Path) -> list[Line]:
    """Return the packed sizes of all scripts together, of what every view loads, and of each script."""
    index = (page_folder / "index.html").read_text(encoding="utf-8")
    sizes = script_sizes(page_folder)
    at_once = sum(size for name, size in sizes.items() if name in index)
    return [
        Line("all scripts of one language, gzip", one_language(sizes) / 1_000, SCRIPTS_KB, "kB"),
        Line("scripts of the first request, gzip", at_once / 1_000, None, "kB"),
        *(Line(f"  {name}{' (at once)' * (name in index)}", size / 1_000, None, "kB") for name, size in sizes.items()),
    ]


def _timeline(pages: Opened) -> Page:
    page = pages("/timeline")
    page.wait_for_function(DRAWN, timeout=60_000)
    return page


def _busy(devtools: CDPSession) -> float:
    """Return milliseconds that the main thread has worked."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration")) * 1_000


def _middle(page: Page) -> tuple[float, float]:
    """Return the middle of the largest canvas."""
    boxes = [box for each in page.locator("canvas").all() if (box := each.bounding_box()) is not None]
    box = max(boxes, key=lambda each: each["width"] * each["height"])
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _grip(page: Page) -> tuple[float, float] | None:
    """Return a place where the pointer may take hold of a bar, looked for from the middle outwards."""
    x, y = _middle(page)
    for sideways in (0, -100, 100, -200, 200, -300, 300, -400, 400):
        for down in range(-200, 200, 6):
            page.mouse.move(x + sideways, y + down)
            page.wait_for_timeout(20)
            if page.evaluate(CURSOR, [x + sideways, y + down]) in GRIPS:
                return x + sideways, y + down
    return None
