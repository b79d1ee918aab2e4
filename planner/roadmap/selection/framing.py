"""Arrays by name through a pipe: how the solver's process and its parent talk. Frames are a length and an npz file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

Frame = Mapping[str, npt.NDArray[Any]]
LENGTH = 8


def send(pipe: BinaryIO, **arrays: Any) -> None:
    """Write one frame."""
    buffer = io.BytesIO()
    named: dict[str, Any] = {name: np.asarray(value) for name, value in arrays.items()}
    np.savez(buffer, allow_pickle=False, **named)
    body = buffer.getvalue()
    pipe.write(len(body).to_bytes(LENGTH, "little") + body)
    pipe.flush()


def receive(pipe: BinaryIO) -> dict[str, npt.NDArray[Any]] | None:
    """Read one frame; None at the end of the pipe.

    >>> pipe = io.BytesIO()
    >>> send(pipe, kind="bound", value=3); _ = pipe.seek(0); frame = receive(pipe)
    >>> str(frame["kind"]), int(frame["value"]), receive(pipe)
    ('bound', 3, None)
    """
    head = pipe.read(LENGTH)
    if len(head) < LENGTH:
        return None
    length = int.from_bytes(head, "little")
    body = pipe.read(length)
    if len(body) < length:
        return None
    with np.load(io.BytesIO(body), allow_pickle=False) as frame:
        return dict(frame)
