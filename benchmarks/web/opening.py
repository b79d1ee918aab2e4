"""Opening addresses of a running server in Chromium, and collecting what a page should not have done."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

LOCALES = {"en": "en-GB", "de": "de-DE"}
SHIFTED_CLOCK = """
(() => {
  const Real = Date, shift = %d - Real.now();
  globalThis.Date = class Date extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + shift); else super(...given); }
    static now() { return Real.now() + shift; }
  };
})();
"""


@dataclass  # Playwright sets attributes on the objects whose methods it calls
class Complaints:
    """Console errors and warnings, uncaught errors, violations of the policy, requests to other hosts."""

    origin: str
    seen: list[str] = field(default_factory=list)
    allowed: list[re.Pattern[str]] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Let complaints pass that a test provokes on purpose."""
        self.allowed.append(re.compile(pattern))

    def left(self) -> list[str]:
        """Return the complaints that nothing allows, in the order they came."""
        return [said for said in self.seen if not any(pattern.search(said) for pattern in self.allowed)]

    def listen(self, page: Page) -> None:
        """Collect what this page does from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"uncaught: {error}\n{error.stack or ''}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.seen.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:", "about:")):
            self.seen.append(f"request to another host: {request.url}")


@dataclass(slots=True)
class Opened:
    """Opens addresses of one server; each call is another user unless it is given the context of a page before."""

    browser: Browser
    address: str
    now: datetime
    complaints: Complaints = field(init=False)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.complaints = Complaints(self.address)

    def __call__(
        self,
        path: str,
        *,
        width: int = 1440,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        language: str = "en",
        context: BrowserContext | None = None,
    ) -> Page:
        """Return the page at an address of the server, loaded; its clock starts from ``now``."""
        page = (context or self._context(width, height, scheme, language)).new_page()
        self.complaints.listen(page)
        page.goto(self.address + path)
        return page

    def _context(self, width: int, height: int, scheme: Literal["light", "dark"], language: str) -> BrowserContext:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=LOCALES[language],
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        context.set_default_timeout(60_000)
        context.add_init_script(SHIFTED_CLOCK % int(self.now.timestamp() * 1000))
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.address)
        self.contexts.append(context)
        return context

    def close(self) -> None:
        """Close every page."""
        for context in self.contexts:
            context.close()
