"""A long import as a stream of JSON lines: a line for each step, then the answer or the refusal.

The work goes on in a thread. A reader who goes away ends it before its next step, so before anything is saved.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from threading import Event

import orjson

from planner.app.imports import Step, Tell
from planner.app.refusing import refusal_json, refusal_status
from planner.plan.errors import PlannerError

MEDIA_TYPE = "application/x-ndjson"


class GivenUpError(Exception):
    """Nobody waits for the import any more."""


async def progress_lines(work: Callable[[Tell], dict[str, object]]) -> AsyncIterator[bytes]:
    """Yield ``{"step": …}`` as each step begins, and at last ``{"answer": …}`` or ``{"refusal": …, "status": …}``."""
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[Step | None] = asyncio.Queue()
    gone = Event()

    def tell(step: Step) -> None:
        if gone.is_set():
            raise GivenUpError
        loop.call_soon_threadsafe(steps.put_nowait, step)

    done = asyncio.ensure_future(asyncio.to_thread(_ended, work, tell))
    done.add_done_callback(lambda _: steps.put_nowait(None))
    try:
        while (step := await steps.get()) is not None:
            yield _line({"step": step.value})
        yield _line(done.result())
    finally:
        gone.set()


def _ended(work: Callable[[Tell], dict[str, object]], tell: Tell) -> dict[str, object]:
    """Return the last line of the work."""
    try:
        return {"answer": work(tell)}
    except PlannerError as problem:
        return {"refusal": refusal_json(problem), "status": refusal_status(problem)}
    except GivenUpError:
        return {}


def _line(value: dict[str, object]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
