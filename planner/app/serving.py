"""Running the HTTP server: bind first, say where, end cleanly on Ctrl-C."""

import socket
import subprocess
import sys
from threading import Thread

import click
import uvicorn

from planner.app.server import create_app
from planner.app.session import now
from planner.plan.errors import PlannerError
from planner.schedule import warm_up
from planner.store import Store

COMPILE = "import os; os.nice(10); from {} import warm_up; warm_up()"
"""What a compiling process runs: it leaves the machine code in the cache, and the processors to others."""


LARGEST_MESSAGE = 1_000_000
"""Bytes of one message over a WebSocket; the largest that the API reads."""


class PortTakenError(PlannerError):
    """A port on which something else listens."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"Cannot listen on {host}:{port}: {why}.", "Choose another with --port (PORT= for make demo).")


def run_server(store: Store, listener: socket.socket, *, author: str, development: bool = False) -> None:
    """Serve on a bound socket until interrupted, and close it."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Planner serves http://{shown}:{port}/ - end it with Ctrl-C.")
    quiet = subprocess.DEVNULL
    compiler = subprocess.Popen([sys.executable, "-c", COMPILE], stdout=quiet, stderr=quiet)  # noqa: S603
    Thread(target=_warm_up, args=(compiler,), name="warm-up", daemon=True).start()
    app = create_app(store, clock=now, author=author, development=development)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
        ws_max_size=LARGEST_MESSAGE,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
        compiler.terminate()
        compiler.wait()
    click.echo("Stopped.")


def _warm_up(compiler: "subprocess.Popen[bytes]") -> None:
    """Load the machine code once another process has compiled it, so that nobody waits for the compiler here."""
    if compiler.wait() == 0:
        warm_up()


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket, or raise PortTakenError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # from now on clients wait instead of being refused
    except OSError as error:
        listener.close()
        raise PortTakenError(host, port, error.strerror or str(error)) from None
    return listener
