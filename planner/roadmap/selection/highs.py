"""The parent's side of HiGHS: start its process, send it a start, gather what it finds, end it in time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from math import floor
from pathlib import Path
from typing import BinaryIO, Self, cast

import numpy as np
import numpy.typing as npt

from planner.roadmap.selection.framing import Frame, receive, send
from planner.roadmap.selection.linear import UNBOUNDED, Linear

ROOT = str(Path(__file__).resolve().parents[3])
COMMAND = (sys.executable, "-c", ("import sys; sys.path.insert(0, sys.argv[1]); "
           "from planner.roadmap.selection.highs_worker import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"),
           ROOT)  # fmt: skip


@dataclass(slots=True)
class Highs:
    """One run. `bound` is of the columns' value; `status` is empty until it ended: optimal, infeasible, limit, failed.

    Used as a context manager, which ends the process.
    """

    model: Linear
    seconds: float
    seed: int = 0
    relax: bool = True
    told: Callable[[], None] = lambda: None
    """Called from another thread at each news."""
    bound: int = UNBOUNDED
    status: str = ""
    share: npt.NDArray[np.float64] | None = None
    dual: npt.NDArray[np.float64] | None = None
    """Of each row: what its upper side costs; negative: its lower."""
    relaxed: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    choices: list[npt.NDArray[np.bool_]] = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None
    _reader: threading.Thread | None = None
    _sender: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Start the process, and send it the rows; that takes as long as it needs to be up, and nobody waits for it."""
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        model = self.model
        rows = {name: getattr(model, name) for name in ("value", "start", "index", "amount", "lower", "upper")}
        plain = {} if self.relax else {"chosen": np.empty(0, np.bool_), "nodes": -1}
        frame = {**rows, "seconds": self.seconds, "seed": self.seed, "relax": self.relax, **plain}
        self._sender = threading.Thread(target=self._send, kwargs=frame, daemon=True)
        self._sender.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, whatever it is doing."""
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
            for thread in (self._sender, self._reader):
                if thread is not None:
                    thread.join()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was not sent before it ended
                        pipe.close()

    def search(self, chosen: npt.NDArray[np.bool_] | None, nodes: int = -1) -> None:
        """Let it search from these columns; None: from nothing. `nodes` limits its tree, -1: only time does."""
        if self._sender is not None:
            self._sender.join()
        self._send(chosen=np.empty(0, np.bool_) if chosen is None else chosen, nodes=nodes)

    def _send(self, **arrays: object) -> None:
        process = self._process
        assert process is not None
        try:
            send(cast(BinaryIO, process.stdin), **arrays)
        except (BrokenPipeError, OSError):
            self.ended.set()

    def _read(self) -> None:
        process = self._process
        assert process is not None
        while (frame := receive(cast(BinaryIO, process.stdout))) is not None:
            self._take(frame)
            self.told()
        self.status = self.status or "failed"
        self.relaxed.set()
        self.ended.set()
        self.told()

    def _take(self, frame: Frame) -> None:
        kind = str(frame["kind"])
        if kind in ("relaxed", "bound", "ended") and np.isfinite(bound := float(frame["bound"])):
            self.bound = min(self.bound, floor(bound + max(1e-6 * abs(bound), 1e-3)))
        if kind == "relaxed":
            self.share, self.dual = frame["share"], frame["dual"]
        elif kind == "improved":
            self.choices.append(frame["chosen"])
        elif kind == "ended":
            self.status = str(frame["status"])
            self.ended.set()
        if kind != "bound":
            self.relaxed.set()
