"""Kernels: plain functions over integers that run interpreted, or compiled by numba, from one source.

`compiled` builds machine-code twins of functions that call each other, without touching the originals. The
machine code is cached on disk under a name made from source and constants, so an upgraded program never loads an older
one; the folder is the user's cache folder and, where that cannot be written, a temporary one.

>>> def twice(x: int) -> int:
...     return x + x
>>> twice(21)
42
"""

from __future__ import annotations

import hashlib
import inspect
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from types import FunctionType
from typing import Any

Kernel = Callable[..., Any]

_CHOOSING_FOLDER = Lock()
"""numba has one cache folder for the whole process, and other threads may want theirs at the same time."""


def writable_folder(name: str) -> Path:
    """Return a folder for cached machine code that can be written: the user's cache, else a temporary one."""
    import platformdirs

    wanted = Path(platformdirs.user_cache_dir("planner")) / "kernels" / name
    if _can_write(wanted):
        return wanted
    owner = getattr(os, "getuid", lambda: 0)()
    fallback = Path(tempfile.gettempdir()) / f"planner-kernels-{owner}" / name
    if _can_write(fallback):
        return fallback
    return Path(tempfile.mkdtemp(prefix="planner-kernels-"))


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            return False
        with tempfile.NamedTemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def compiled(functions: Sequence[Kernel]) -> dict[str, Kernel]:
    """Return machine-code twins by name, each calling the twins of those before it.

    `functions` are in the order in which they call each other. Each reads the numbers of its own module, for two
    modules may call different numbers alike. Nothing is compiled before the first call; importing numba takes half a
    second.
    """
    import numba

    config: Any = numba.config
    source = "".join(inspect.getsource(f) for f in (*functions, machine_code))
    own = [{name: value for name, value in f.__globals__.items() if isinstance(value, int)} for f in functions]
    source += str([sorted(numbers.items()) for numbers in own])
    digest = hashlib.sha256(f"{source}{numba.__version__}{sys.version}".encode()).hexdigest()[:16]
    twins: dict[str, Kernel] = {}
    with _CHOOSING_FOLDER:
        configured = config.CACHE_DIR
        if not configured:
            config.CACHE_DIR = str(writable_folder(digest))
        try:
            for function, numbers in zip(functions, own, strict=True):
                twin = FunctionType(function.__code__, {**numbers, **twins}, function.__name__)
                twin.__module__ = function.__module__
                twins[function.__name__] = machine_code(twin)
        finally:
            config.CACHE_DIR = configured
    return twins


def machine_code(function: Kernel) -> Kernel:
    """Return the compiled twin of one function, without numba's types leaking out.

    Kernels only read and write the arrays they are given, so reference counting is switched off: it would
    cost two thirds of their time.
    """
    import numba

    compiler: Any = numba.njit
    options: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "forceinline": True}
    try:
        twin: Kernel = compiler(**options, _nrt=False)(function)
    except (KeyError, TypeError):
        twin = compiler(**options)(function)
    return twin
