"""A long solve for one listener: what the solver tells on the way, then its answer; it stops when the listener goes.

The solver runs in a thread of its own and is asked often whether to stop. Of what it tells while the listener is busy
only the newest is kept.

>>> async def heard():
...     def solve(tell, stop):
...         tell("better")
...         return "best"
...     return [news async for news in told(solve)]
>>> asyncio.run(heard())[-1]
'best'
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

SOLVERS = ThreadPoolExecutor(2, thread_name_prefix="solver")
"""At most two solve at a time, so that a page of eager readers leaves the server time for everyone else."""

Solve = Callable[[Callable[[object], None], Callable[[], bool]], object]
"""Called with `tell` and `stop`; returns the answer."""


async def told(solve: Solve) -> AsyncGenerator[object, None]:
    """Yield what a solver tells, then what it returns; what it raises is raised here."""
    loop, news, stopped = asyncio.get_running_loop(), asyncio.Event(), Event()
    newest: list[object] = []

    def keep(item: object) -> None:
        newest[:] = [item]
        news.set()

    def tell(item: object) -> None:
        if not stopped.is_set():
            loop.call_soon_threadsafe(keep, item)

    running = loop.run_in_executor(SOLVERS, solve, tell, stopped.is_set)
    running.add_done_callback(lambda _: news.set())
    try:
        while not running.done():
            await news.wait()
            news.clear()
            if newest:
                yield newest.pop()
        yield await running
    finally:
        stopped.set()
        running.cancel()
