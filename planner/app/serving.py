"""Running the HTTP server: bind first, say where, end cleanly on Ctrl-C."""

import gc
import socket
import subprocess
import sys
from threading import Event, Thread

import click
import uvicorn

from planner import risk, schedule
from planner.app.server import create_app
from planner.app.session import now
from planner.plan.errors import PlannerError
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
    app = create_app(store, clock=now, author=author, development=development)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
        ws_max_size=LARGEST_MESSAGE,
    )
    compiler = Compiler()
    try:
        Thread(target=_warm_up, args=(compiler,), name="warm-up", daemon=True).start()
        gc.freeze()  # modules and plan stay: no collection need look through them while somebody waits
        click.echo(f"Planner serves http://{shown}:{port}/ - end it with Ctrl-C.")
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
        compiler.end()
    click.echo("Stopped.")


class Compiler:
    """Compiles machine code in a process of its own, one package after the other."""

    def __init__(self) -> None:
        self._running = self._start("planner.schedule")
        self._ended = Event()

    def finished(self) -> bool:
        """Wait for what is being compiled; say whether it succeeded and more may follow."""
        return self._running.wait() == 0 and not self._ended.is_set()

    def go_on(self, package: str) -> None:
        """Compile another package, unless all was ended meanwhile."""
        if not self._ended.is_set():
            self._running = self._start(package)

    def end(self) -> None:
        """Stop compiling."""
        self._ended.set()
        self._running.terminate()
        self._running.wait()

    def _start(self, package: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", COMPILE.format(package)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def _warm_up(compiler: Compiler) -> None:
    """Load the machine code once another process has compiled it, so that nobody waits for the compiler here.

    Dates come first, then forecasts; levelling and selection are compiled after that, and loaded when somebody asks.
    """
    if compiler.finished():
        schedule.warm_up()
        compiler.go_on("planner.risk")
    if compiler.finished():
        risk.warm_up()
        compiler.go_on("planner.capacity.levelling")
    if compiler.finished():
        compiler.go_on("planner.capacity.level_plan")
    if compiler.finished():
        compiler.go_on("planner.roadmap.selection")


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
