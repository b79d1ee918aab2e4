"""The page on which to try queries, in development: one file that loads nothing from anywhere."""

from functools import cache
from importlib.resources import files
from secrets import token_urlsafe

from starlette.responses import HTMLResponse

NONCE = "{nonce}"


def explorer_page() -> HTMLResponse:
    """Return the page, allowed to run its own script and to talk to its own address only."""
    nonce = token_urlsafe(16)
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return HTMLResponse(_page().replace(NONCE, nonce), headers=headers)


@cache
def _page() -> str:
    return files("planner_graphql").joinpath("explorer.html").read_text(encoding="utf-8")
