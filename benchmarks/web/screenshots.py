"""Takes the pictures of every view for the documentation, on the fixed demo: ``python -m benchmarks.web.screenshots``.

``--folder PATH`` puts them elsewhere; ``--only timeline,table`` takes some of them.
"""

import argparse
import base64
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from benchmarks.web.chromium import FLAGS, chromium
from benchmarks.web.northstar import NOW, build_northstar, served
from benchmarks.web.opening import Opened
from benchmarks.web.views import VIEWS, settle

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = ((1440, 900), (1024, 768))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUALITY = 55
SAME_LETTERS = ("--disable-lcd-text", "--font-render-hinting=none")
"""Otherwise letters are smoothed by how busy the machine is, and no two pictures are equal."""


def take(page: Page, path: Path) -> None:
    """Write what the page shows as WebP, a few tens of kilobytes."""
    devtools = page.context.new_cdp_session(page)
    shot = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    path.write_bytes(base64.b64decode(shot["data"]))


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs/images")
    parser.add_argument("--only", default=",".join(VIEWS))
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, str(ROOT / "web/hatch_build.py")], check=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(build_northstar(Path(folder) / "northstar.db")) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *SAME_LETTERS])
        for name in given.only.split(","):
            for scheme in SCHEMES:
                for width, height in SIZES:
                    pages = Opened(browser, server.address, NOW)
                    page = pages(VIEWS[name], width=width, height=height, scheme=scheme)
                    settle(page)
                    page.wait_for_timeout(500)
                    path = given.folder / f"{name}-{scheme}-{width}.webp"
                    take(page, path)
                    complaints = "; ".join(pages.complaints.left())
                    print(f"{path.name:<40}{path.stat().st_size / 1_000:>6.0f} kB  {complaints}")
                    pages.close()
        browser.close()


if __name__ == "__main__":
    main()
