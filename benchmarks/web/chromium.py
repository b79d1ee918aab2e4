"""The Chromium that tests, benchmarks and screenshots drive: this machine's own, or one installed for them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "/usr/bin/chromium")


class NoChromiumError(Exception):
    """No browser was found or could be installed; the message lists what was tried."""


def chromium() -> Path:
    """Return the program; CHROMIUM names another one. Raises NoChromiumError."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        return Path(wanted)
    return _found() or _installed()


def _found() -> Path | None:
    there = next((path for name in NAMES if (path := shutil.which(name))), None)
    if there is not None:
        return Path(there)
    own = _playwright_place()
    return own if own is not None and own.exists() else None


def _playwright_place() -> Path | None:
    """Return where Playwright keeps its own Chromium, asked in a process because its event loop must not run here."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def _installed() -> Path:
    """Install one by the package manager of Debian where that is allowed, else by Playwright."""
    tried = []
    for command in _commands():
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        tried.append(f"$ {' '.join(command)}\n{(done.stdout + done.stderr).strip()[-600:]}")
        found = _found()
        if found is not None:
            return found
    raise NoChromiumError("\n".join(["There is no Chromium, and none could be installed. Set CHROMIUM=/path.", *tried]))


def _commands() -> list[list[str]]:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return [playwright]
    install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    return [install, ["apt-get", "update"], install, playwright]
