"""New revisions for one listener: first those it missed, then each as it is made, here or in another process.

The store calls back in whichever thread learned of a revision; a mailbox hands them over to the listener's event
loop. A listener that takes them more slowly than they are made finds only the newest, never an endless queue.

>>> from types import SimpleNamespace
>>> async def slow_reader():
...     mailbox = Mailbox(room=2)
...     for number in (1, 2, 3):
...         mailbox.put(SimpleNamespace(number=number))
...     return (await mailbox.take()).number
>>> asyncio.run(slow_reader())
3
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from functools import partial
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync

from planner.plan.errors import NotFoundError
from planner.store import Revision

if TYPE_CHECKING:
    from planner.store import Store

ROOM = 100
"""Revisions that wait for a listener."""

PAGE = 100
"""Missed revisions that are read from the record at once."""


class Mailbox:
    """Revisions that a listener has yet to take, oldest first; made in the event loop that takes them."""

    def __init__(self, room: int = ROOM) -> None:
        self._loop = asyncio.get_running_loop()
        self._room = room
        self._waiting: deque[Revision] = deque()
        self._news = asyncio.Event()

    def put(self, revision: Revision) -> None:
        """Leave a revision, from any thread."""
        self._loop.call_soon_threadsafe(self._keep, revision)

    async def take(self) -> Revision:
        """Return the next revision, once there is one."""
        await asyncio.sleep(0)  # what was put is kept in a later turn of the loop
        while not self._waiting:
            self._news.clear()
            await self._news.wait()
        return self._waiting.popleft()

    def _keep(self, revision: Revision) -> None:
        if len(self._waiting) >= self._room:
            self._waiting.clear()
        self._waiting.append(revision)
        self._news.set()


async def revisions(store: "Store", after: int | None = None) -> AsyncGenerator[Revision, None]:
    """Yield each revision above ``after``, in order and without end; None: those made from now on.

    NotFoundError for a number that no revision has yet.
    """
    mailbox = Mailbox()
    stop = store.subscribe(mailbox.put)
    try:
        last = store.head.number if after is None else max(after, 0)
        if last > store.head.number:
            await run_sync(store.refresh)  # another process may have made it
            if last > store.head.number:
                raise NotFoundError("revision", str(last), f"The newest is {store.head.number}.")
        while last < store.head.number:
            size = min(PAGE, store.head.number - last)
            page = await run_sync(partial(store.history, first=size, before=last + size + 1))
            for revision in reversed(page):
                last = revision.number
                yield revision
        while True:
            revision = await mailbox.take()
            if revision.number > last:
                last = revision.number
                yield revision
    finally:
        stop()
