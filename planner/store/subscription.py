"""Who wants to hear of new revisions, and telling them in order, one at a time, outside of every lock."""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from threading import Lock

from planner.store.record import Revision

Callback = Callable[[Revision], None]

_log = logging.getLogger(__name__)


class Subscribers:
    """Callbacks and the revisions they have yet to hear of; safe to share between threads."""

    def __init__(self) -> None:
        self._callbacks: dict[object, Callback] = {}
        self._news: deque[Revision] = deque()
        self._telling = Lock()

    def add(self, callback: Callback) -> Callable[[], None]:
        """Call back with each revision from now on; return what ends that."""
        key = object()
        self._callbacks[key] = callback

        def unsubscribe() -> None:
            self._callbacks.pop(key, None)

        return unsubscribe

    def note(self, revisions: Iterable[Revision]) -> None:
        """Note what is to be told; called under the store's lock, so that the order is right."""
        self._news.extend(revisions)

    def tell(self) -> None:
        """Call back for all that is noted; if another thread is at it, that one tells this too."""
        while self._news and self._telling.acquire(blocking=False):
            try:
                while self._news:
                    revision = self._news.popleft()
                    for callback in tuple(self._callbacks.values()):
                        _call(callback, revision)
            finally:
                self._telling.release()


def _call(callback: Callback, revision: Revision) -> None:
    try:
        callback(revision)
    except Exception:  # one listener's fault must not keep the others from hearing, nor fail the write
        _log.exception("A subscriber failed on revision %s.", revision.number)
