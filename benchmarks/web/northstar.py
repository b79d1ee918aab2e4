"""The demo portfolio, built at a fixed moment and served on a free port of this process; for tests and screenshots."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import uvicorn

from planner.app.demo import build, seeded_ids
from planner.app.server import create_app
from planner.app.serving import bind
from planner.store import Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""When the demo was built, and what the clocks of the server and of the browser start from."""


@dataclass(frozen=True, slots=True)
class Northstar:
    """A running server: its address, and the store behind it for looking and for edits by someone else."""

    address: str
    store: Store


def build_northstar(database: Path) -> Path:
    """Build the demo as it is at NOW; two builds are equal."""
    with Store.open(f"sqlite:///{database}") as store:
        build(store, at=NOW, new_id=seeded_ids(2026))
    return database


@contextmanager
def served(database: Path) -> Iterator[Northstar]:
    """Serve a database until the block ends."""
    with Store.open(f"sqlite:///{database}", follow=True) as store, bind("127.0.0.1", 0) as listener:
        app = create_app(store, clock=lambda: NOW, author="Ada")
        quiet = {"log_level": "error", "access_log": False, "lifespan": "off", "timeout_graceful_shutdown": 1}
        server = uvicorn.Server(uvicorn.Config(app, **quiet))  # type: ignore[arg-type]
        thread = Thread(target=server.run, args=([listener],), name="northstar", daemon=True)
        thread.start()
        try:
            yield Northstar(f"http://127.0.0.1:{listener.getsockname()[1]}", store)
        finally:
            server.should_exit = True
            thread.join(10)
