"""Speed of the page with 10,000 bars, in Chromium against the real server: ``python -m benchmarks.web [--json]``.

Ends with 1 if a budget is not kept. The page is built first if its sources changed.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.api import INITIATIVES, operations
from benchmarks.web.chromium import FLAGS, chromium
from benchmarks.web.measuring import Line, dragging, first_drawing, scripts, scrolling
from benchmarks.web.northstar import served
from benchmarks.web.opening import Opened
from planner.app.built_page import PAGE
from planner.plan.changes import ChangeSet
from planner.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)


def measure() -> list[Line]:
    """Return every figure."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "large.db"
        with Store.open(f"sqlite:///{database}") as store:
            store.commit(ChangeSet(tuple(operations()), "bench"), at=AT)
        with served(database) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            pages = Opened(browser, server.address, AT)
            pages("/timeline").wait_for_timeout(3_000)  # the server makes its frame once per revision
            lines = [*first_drawing(pages, 5), *scrolling(pages), *dragging(pages), *scripts(PAGE)]
            pages.close()
            browser.close()
    return lines


def main(arguments: list[str]) -> int:
    """Print the table, or JSON; return the exit code."""
    subprocess.run([sys.executable, str(ROOT / "web/hatch_build.py")], check=True)
    lines = measure()
    if "--json" in arguments:
        print(json.dumps([{**asdict(line), "kept": line.kept} for line in lines], indent=2))
    else:
        print(f"{date.today()}  {INITIATIVES:,} initiatives\n{'':<56}{'measured':>12}{'budget':>12}")
        for line in lines:
            value = "nothing" if line.value is None else f"{line.value:,.1f} {line.unit}"
            budget = "" if line.budget is None else f"{line.budget:,.0f} {line.unit}"
            print(f"{line.what:<56}{value:>12}{budget:>12}{'' if line.kept else '  over'}")
    return 0 if all(line.kept for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
